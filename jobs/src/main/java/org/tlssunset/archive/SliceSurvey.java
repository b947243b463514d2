package org.tlssunset.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlssunset.schema.LogFormat;

/**
 * What has to be known of a plain file before it is read in slices: how many lines lie before each,
 * and which header lines are in force there. Counting line ends takes a tenth of parsing's time or
 * less, and each stretch is surveyed on its own.
 */
public final class SliceSurvey {

  private static final int BUFFER = 1 << 18;
  private static final int LONGEST_HEADER = 1 << 16;

  /**
   * What one stretch of a file holds.
   *
   * @param lineEnds how many
   * @param headerLines the last line of each kind that begins with {@code #} in the stretch, by the
   *     word before its colon
   */
  public record Stretch(long lineEnds, LinkedHashMap<String, byte[]> headerLines)
      implements Serializable {}

  private SliceSurvey() {}

  /**
   * Surveys the bytes from {@code from} to before {@code to}.
   *
   * @throws IOException if they cannot be read
   */
  public static Stretch of(Stores stores, ArchiveFile file, long from, long to) throws IOException {
    long lineEnds = 0;
    LinkedHashMap<String, byte[]> headers = new LinkedHashMap<>();
    ByteArrayOutputStream header = null;
    byte[] buffer = new byte[BUFFER];
    long at = Math.max(0, from - 1);
    boolean lineBegins = from == 0;
    try (InputStream in = stores.of(file.path()).open(file, at)) {
      int count;
      while ((at < to || header != null) && (count = in.read(buffer)) > 0) {
        for (int i = 0; i < count && (at + i < to || header != null); i++) {
          byte b = buffer[i];
          boolean within = at + i >= from && at + i < to;
          if (lineBegins && b == '#' && within) {
            header = new ByteArrayOutputStream();
          }
          lineBegins = b == '\n';
          if (lineBegins) {
            lineEnds += within ? 1 : 0;
            if (header != null) {
              put(headers, header);
              header = null;
            }
          } else if (header != null && header.size() < LONGEST_HEADER) {
            header.write(b);
          }
        }
        at += count;
      }
    }
    if (header != null) {
      put(headers, header);
    }
    return new Stretch(lineEnds, headers);
  }

  private static void put(Map<String, byte[]> headers, ByteArrayOutputStream header) {
    String line = header.toString(StandardCharsets.UTF_8).stripTrailing();
    int colon = line.indexOf(':');
    String kind = colon < 0 ? line : line.substring(0, colon);
    headers.remove(kind);
    headers.put(kind, line.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The slices of a file.
   *
   * @param sliceBytes how long each is, but the last
   * @param stretches the survey of each, in order
   */
  public static List<FileSlice> slices(
      ArchiveFile file, LogFormat format, long sliceBytes, List<Stretch> stretches) {
    List<FileSlice> slices = new ArrayList<>();
    LinkedHashMap<String, byte[]> inForce = new LinkedHashMap<>();
    long lineEnds = 0;
    long from = 0;
    for (Stretch stretch : stretches) {
      long to = Math.min(file.size(), from + sliceBytes);
      slices.add(new FileSlice(file, format, from, to, lineEnds, List.copyOf(inForce.values())));
      lineEnds += stretch.lineEnds();
      stretch
          .headerLines()
          .forEach(
              (kind, line) -> {
                inForce.remove(kind);
                inForce.put(kind, line);
              });
      from = to;
    }
    return slices;
  }
}
