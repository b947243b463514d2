package org.tlssunset.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteOrderMark;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.Directive;
import org.tlssunset.logs.LogFormat;

/**
 * What has to be known of a plain file before it is read in slices: how many lines lie before each,
 * and which header lines are in force there. Counting line ends takes a tenth of parsing's time or
 * less, and each stretch is surveyed on its own.
 */
public final class SliceSurvey {

  private static final int BUFFER = 1 << 18;

  /** A header line of lines that have a time. */
  private static final Pattern TIME = Pattern.compile("(?i)[:\\s]time(?:\\s|$)");

  /** A header line of lines that have a date. */
  private static final Pattern DATE = Pattern.compile("(?i)[:\\s]date(?:\\s|$)");

  /** The header lines that tell how to read what follows. */
  private static final List<Directive> KINDS = List.of(Directive.FIELDS, Directive.DATE);

  /**
   * What one stretch of a file holds.
   *
   * @param lineEnds how many
   * @param headerLines the last header line of each kind that begins in the stretch, without its
   *     line end, by its kind
   * @param dated whether no header line that begins in it names a column of the time and none of
   *     the date: what day it is would follow from the lines before
   */
  public record Stretch(long lineEnds, LinkedHashMap<Directive, byte[]> headerLines, boolean dated)
      implements Serializable {}

  private final LinkedHashMap<Directive, byte[]> headers = new LinkedHashMap<>();
  private long lineEnds;
  private boolean dated = true;

  private boolean lineBegins;

  /**
   * The line in hand, if it may be a header line; at most as long as one that is parsed. Byte order
   * marks may stand before it: where one file was copied behind another.
   */
  private @Nullable ByteArrayOutputStream header;

  private SliceSurvey() {}

  /**
   * Surveys the bytes from {@code from} to before {@code to}.
   *
   * @throws IOException if they cannot be read
   */
  public static Stretch of(Stores stores, ArchiveFile file, long from, long to) throws IOException {
    SliceSurvey survey = new SliceSurvey();
    try (InputStream in = stores.of(file.path()).open(file, Math.max(0, from - 1))) {
      survey.read(in, from, to);
    }
    return new Stretch(survey.lineEnds, survey.headers, survey.dated);
  }

  private void read(InputStream in, long from, long to) throws IOException {
    lineBegins = from == 0 || in.read() == '\n';
    byte[] buffer = new byte[BUFFER];
    long at = from;
    while (at < to) {
      int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, to - at));
      if (count == 0) {
        break;
      }
      lines(buffer, count);
      at += count;
    }
    if (header != null) {
      // It goes on behind the stretch, or has no line end at the file's.
      int count;
      do {
        count = Math.max(0, in.read(buffer));
        int end = ByteScan.lineEnd(buffer, 0, count);
        append(buffer, 0, end);
        count = end < count ? 0 : count;
      } while (count > 0);
      headerEnds();
    }
  }

  private void lines(byte[] buffer, int length) {
    int at = 0;
    while (at < length) {
      if (lineBegins && (buffer[at] == '#' || buffer[at] == ByteOrderMark.FIRST)) {
        header = new ByteArrayOutputStream();
      }
      int end = ByteScan.lineEnd(buffer, at, length);
      lineBegins = end < length;
      lineEnds += lineBegins ? 1 : 0;
      if (header != null) {
        append(buffer, at, end);
        if (lineBegins) {
          headerEnds();
        }
      }
      at = end + 1;
    }
  }

  private void append(byte[] buffer, int from, int to) {
    if (header != null) {
      header.write(buffer, from, Math.min(to - from, LogPump.LONGEST_LINE - header.size()));
    }
  }

  private void headerEnds() {
    ByteArrayOutputStream ended = header;
    header = null;
    if (ended == null || ended.size() >= LogPump.LONGEST_LINE) {
      return; // too long to be parsed
    }
    byte[] line = ended.toByteArray();
    int begin = 0;
    while (ByteOrderMark.isAt(line, begin, line.length)) {
      begin += ByteOrderMark.LENGTH;
    }
    int end = line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    String text = new String(line, begin, end - begin, StandardCharsets.UTF_8);
    for (Directive kind : KINDS) {
      if (kind.of(text) != null) {
        headers.put(kind, Arrays.copyOfRange(line, begin, end));
        dated &=
            kind != Directive.FIELDS || DATE.matcher(text).find() || !TIME.matcher(text).find();
      }
    }
  }

  /**
   * The slices of a file; none if it can be read in its lines' order alone.
   *
   * @param sliceBytes how long each is, but the last
   * @param stretches the survey of each, in order
   */
  public static List<FileSlice> slices(
      ArchiveFile file, LogFormat format, long sliceBytes, List<Stretch> stretches) {
    List<FileSlice> slices = new ArrayList<>();
    if (!stretches.stream().allMatch(Stretch::dated)) {
      return slices;
    }
    LinkedHashMap<Directive, byte[]> inForce = new LinkedHashMap<>();
    long lineEnds = 0;
    long from = 0;
    for (Stretch stretch : stretches) {
      long to = Math.min(file.size(), from + sliceBytes);
      slices.add(new FileSlice(file, format, from, to, lineEnds, List.copyOf(inForce.values())));
      lineEnds += stretch.lineEnds();
      inForce.putAll(stretch.headerLines());
      from = to;
    }
    return slices;
  }
}
