package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;

/**
 * What holds for any bytes that are read as a log: every line is counted once, no byte is passed
 * over, and where buffers end makes no difference. Where they end here, the bytes decide, so that
 * an input is all that it takes to see a finding again.
 */
final class AnyLog {

  private static final int LONGEST = LogPump.LONGEST_LINE;

  private final Scratch scratch = new Scratch();
  private final LogReader reader = Reading.reader();
  private final KnownValues known = new KnownValues(LogSettings.DEFAULTS);
  private final LogPump whole = new LogPump();

  /**
   * Reads a plain file and looks at everything that was told.
   *
   * @param name the file's
   */
  void check(byte[] file, String name) throws IOException {
    if (Compression.of(file, file.length) != Compression.NONE) {
      return;
    }
    byte[] text = utf8(file);
    Reading.Log log = read(file, name, false);
    if (log.end().equals(Reading.DONE)) {
      Random cuts = new Random(Arrays.hashCode(file));
      checkLines(text, log);
      checkCuts(text, log, cuts);
      checkGrowing(file, text, name, log);
    } else {
      assertThat(log.end()).matches("(?s)empty|(unrecognised|not read): .+");
      assertThat(read(file, name, true).end()).isEqualTo(log.end());
    }
  }

  /** The only log of a file. */
  Reading.Log read(byte[] file, String name, boolean mayGrow) throws IOException {
    Reading reading = new Reading();
    try (LogCursor cursor = reader.open(scratch.file(name, file), mayGrow, reading)) {
      boolean more = true;
      while (more) {
        more = cursor.advance();
      }
    }
    assertThat(reading.logs()).hasSize(1);
    return reading.last();
  }

  /** The text as Java decodes it. */
  private static byte[] utf8(byte[] file) {
    return switch (TextEncoding.of(file, Math.min(file.length, 64))) {
      case UTF8 -> file;
      case UTF16LE -> recoded(file, StandardCharsets.UTF_16LE);
      case UTF16BE -> recoded(file, StandardCharsets.UTF_16BE);
    };
  }

  private static byte[] recoded(byte[] file, java.nio.charset.Charset charset) {
    return new String(file, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static void checkLines(byte[] text, Reading.Log log) {
    LineCounts counts = log.counts();
    assertThat(counts.lines()).isEqualTo(IisText.lines(text));
    assertThat(counts.used() + counts.comments() + counts.rejected()).isEqualTo(counts.lines());
    assertThat(log.rejects()).hasSize((int) counts.rejected());
    CRC32C sum = new CRC32C();
    sum.update(text);
    assertThat(log.text().bytes()).isEqualTo(text.length);
    assertThat(log.text().checksum()).isEqualTo((int) sum.getValue());

    Set<Long> rejected = new HashSet<>();
    for (Reading.Reject reject : log.rejects()) {
      int begin = (int) reject.offset();
      assertThat(reject.line()).isEqualTo(1 + lineEnds(text, begin));
      int lineBegin = begin;
      while (isMark(text, lineBegin - 3)) {
        lineBegin -= 3;
      }
      assertThat(lineBegin == 0 || text[lineBegin - 1] == '\n').isTrue();
      int end = trimmedEnd(text, begin);
      assertThat(reject.text())
          .isEqualTo(new String(text, begin, Math.min(100, end - begin), StandardCharsets.UTF_8));
      assertThat(rejected.add(reject.line())).isTrue();
    }
    long requests = 0;
    for (Map<String, Object> row : log.rows()) {
      requests += (Long) row.get("requests");
      assertThat((Long) row.get("source_line")).isBetween(1L, counts.lines()).isNotIn(rejected);
      assertThat((Long) row.get("started_at")).isLessThanOrEqualTo((Long) row.get("ended_at"));
    }
    if (log.format().foldsByHour()) {
      assertThat(requests).isEqualTo(counts.used());
      assertThat(log.rows()).hasSize((int) counts.observations());
    } else {
      assertThat(requests).isLessThanOrEqualTo(counts.used());
      assertThat(log.rows()).hasSizeGreaterThanOrEqualTo((int) counts.observations());
    }
  }

  private void checkCuts(byte[] text, Reading.Log log, Random cuts) throws IOException {
    int buffer = 1 + cuts.nextInt(300);
    InputStream in = new Trickle(text, 1 + cuts.nextInt(300));
    Reading.Log cut = pump(new LogPump(buffer, LONGEST, Long.MAX_VALUE), in, log);
    assertThat(cut.rows()).isEqualTo(log.rows());
    assertThat(cut.rejects()).isEqualTo(log.rejects());
    assertThat(cut.counts()).isEqualTo(log.counts());
    assertThat(cut.text()).isEqualTo(log.text());
  }

  /** A last line without an end waits; all before it is what it is. */
  private void checkGrowing(byte[] file, byte[] text, String name, Reading.Log log)
      throws IOException {
    Reading.Log growing = read(file, name, true);
    boolean waits = text == file && text[text.length - 1] != '\n';
    assertThat(growing.text().waits()).isEqualTo(waits);
    int end = text.length;
    while (waits && end > 0 && text[end - 1] != '\n') {
      end--;
    }
    Reading.Log before = pump(whole, new ByteArrayInputStream(text, 0, end), log);
    assertThat(growing.rows()).isEqualTo(before.rows());
    assertThat(growing.rejects()).isEqualTo(before.rejects());
    assertThat(growing.counts()).isEqualTo(before.counts());
  }

  private Reading.Log pump(LogPump pump, InputStream in, Reading.Log like) throws IOException {
    Reading reading = new Reading();
    LogFormat format = like.format();
    LogDecoder decoder =
        format.decoder(known, LogOrigin.UNKNOWN, reading.begin(like.name(), format));
    pump.begin(0);
    boolean more = true;
    while (more) {
      more = pump.step(in, decoder, false);
    }
    decoder.finish();
    reading.end(like.name(), decoder.counts(), pump.text());
    return reading.last();
  }

  private static boolean isMark(byte[] text, int at) {
    return at >= 0
        && text[at] == (byte) 0xef
        && text[at + 1] == (byte) 0xbb
        && text[at + 2] == (byte) 0xbf;
  }

  private static long lineEnds(byte[] text, int before) {
    long ends = 0;
    for (int i = 0; i < before; i++) {
      ends += text[i] == '\n' ? 1 : 0;
    }
    return ends;
  }

  private static int trimmedEnd(byte[] text, int from) {
    int end = from;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end > from && text[end - 1] == '\r' ? end - 1 : end;
  }
}
