package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.iis.IisFormat;

/** However a text is cut on its way to the parser, the parser sees its lines. */
class LogPumpTest {

  private static final int LONGEST = 64;

  @Test
  void everyLineIsCountedWhateverTheBytes() {
    RandomCases.each(
        2_000,
        random -> {
          byte[] text = anyBytes(random);
          LogPump pump = new LogPump(between(random, 1, LONGEST), LONGEST, 1 << 20);
          Pumped pumped = pump(pump, text, between(random, 1, 5));
          LineCounts counts = pumped.counts();
          assertThat(counts.lines()).isEqualTo(IisText.lines(text));
          assertThat(counts.used() + counts.comments() + counts.rejected())
              .isEqualTo(counts.lines());
          assertThat(pumped.told().rejects()).hasSize((int) counts.rejected());
        });
  }

  @Test
  void cutsMakeNoDifference() {
    RandomCases.each(
        500,
        random -> {
          byte[] text = IisText.nasty(random, 20);
          LogPump pump = new LogPump(between(random, 1, 300), 1 << 16, 1 << 20);
          Pumped whole = pump(new LogPump(1 << 16, 1 << 16, 1 << 20), text, Integer.MAX_VALUE);
          Pumped cut = pump(pump, text, between(random, 1, 300));
          assertThat(cut.told().rows()).isEqualTo(whole.told().rows());
          assertThat(cut.told().rejects()).isEqualTo(whole.told().rejects());
          assertThat(cut.counts()).isEqualTo(whole.counts());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void linesAreReadUpToTheBoundAndRejectedBeyond(String lastLineEnd) {
    RandomCases.each(
        150,
        random -> {
          int nearBound = LONGEST + between(random, -1, 1);
          int length = random.nextInt(4) == 0 ? nearBound : between(random, 30, 3 * LONGEST);
          assertReadOrRejected(random, length, lastLineEnd);
        });
  }

  private static void assertReadOrRejected(Random random, int length, String lastLineEnd)
      throws IOException {
    String header = "#Fields: date time x\n";
    String begin = "2024-03-04 07:00:00 ";
    String line = begin + "x".repeat(length - begin.length());
    String next = "\n2024-03-04 07:00:01 y";
    byte[] text = ascii(header + line + next + "\n" + line + lastLineEnd);
    LogPump pump = new LogPump(between(random, 1, LONGEST), LONGEST, 1 << 20);
    Pumped pumped = pump(pump, text, between(random, 1, 70));
    boolean fits = length < LONGEST;
    assertThat(pumped.counts().used()).isEqualTo(fits ? 3 : 1);
    assertThat(pumped.told().rejects())
        .extracting(Reading.Reject::line)
        .isEqualTo(fits ? List.of() : List.of(2L, 4L));
    assertThat(pumped.told().rejects())
        .extracting(Reading.Reject::offset)
        .isEqualTo(
            fits
                ? List.of()
                : List.of(
                    (long) header.length(),
                    (long) header.length() + line.length() + next.length() + 1));
  }

  @Test
  void carriageReturnsAndLineEndsMayBeTornApart() throws IOException {
    byte[] text = ascii("#Fields: date time\r\n2024-03-04 07:00:00\r\n\r\n2024-03-04 07:00:01\r\n");
    for (int buffer = 1; buffer < 50; buffer++) {
      Pumped pumped = pump(new LogPump(buffer, LONGEST, 1 << 20), text, 1);
      assertThat(pumped.counts()).isEqualTo(new LineCounts(4, 2, 2, 0, 1));
    }
  }

  @Test
  void whatNeverHasALineEndIsGivenUp() {
    byte[] text = ascii("#Fields: date time\n" + "x".repeat(5_000));
    assertThatThrownBy(() -> pump(new LogPump(16, LONGEST, 4_000), text, 100))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no line end in");
  }

  @Test
  void aLineOfTwoGigabytesTakesNoMoreMemoryThanTheBound() throws IOException {
    byte[] begin = ascii("#Fields: date time\n2024-03-04 07:00:00\n");
    byte[] end = ascii("\n2024-03-04 07:00:01\n");
    LogPump pump = new LogPump();
    Pumped pumped =
        pump(
            pump,
            new SequenceInputStream(
                Collections.enumeration(
                    List.of(
                        new ByteArrayInputStream(begin),
                        new Xs(2L << 30),
                        new ByteArrayInputStream(end)))));
    assertThat(pumped.counts()).isEqualTo(new LineCounts(4, 2, 1, 1, 1));
    assertThat(pump.buffer()).hasSize(LogPump.LONGEST_LINE + LogParser.SLACK);
  }

  @Test
  void aPumpThatMetALongLineStartsAfresh() throws IOException {
    LogPump pump = new LogPump(16, LONGEST, 1 << 20);
    assertThat(pump(pump, ascii("x".repeat(1_000)), 100).counts().rejected()).isEqualTo(1);
    assertThat(pump.buffer()).hasSizeGreaterThan(LONGEST);
    assertThat(pump(pump, ascii("#Fields: date time\n2024-03-04 07:00:00"), 100).counts())
        .isEqualTo(new LineCounts(2, 1, 1, 0, 1));
    pump.begin(0);
    assertThat(pump.buffer()).hasSize(16 + LogParser.SLACK);
  }

  @Test
  void lineEndsAreFoundWhereTheyAre() {
    RandomCases.each(
        500,
        random -> {
          byte[] text = anyBytes(random);
          int begin = Math.min(between(random, 0, 20), text.length);
          int expected = begin;
          while (expected < text.length && text[expected] != '\n') {
            expected++;
          }
          assertThat(ByteScan.lineEnd(text, begin, text.length)).isEqualTo(expected);
        });
  }

  /** Every other one is of those that tell something. */
  private static byte[] anyBytes(Random random) {
    String letters = RandomCases.LATIN1 + "\n\r#\u000B".repeat(64);
    return text(random, 0, 400, letters).getBytes(StandardCharsets.ISO_8859_1);
  }

  private record Pumped(Reading.Log told, LineCounts counts) {}

  private static Pumped pump(LogPump pump, byte[] text, int mostAtOnce) throws IOException {
    return pump(pump, new Trickle(text, mostAtOnce));
  }

  private static Pumped pump(LogPump pump, InputStream in) throws IOException {
    Reading reading = new Reading();
    LogName name = new LogName("x.log", null);
    LogDecoder decoder =
        IisFormat.W3C.decoder(
            new KnownValues(LogSettings.DEFAULTS),
            LogOrigin.UNKNOWN,
            reading.begin(name, IisFormat.W3C));
    pump.begin(0);
    boolean more = true;
    while (more) {
      more = pump.step(in, decoder, false);
    }
    decoder.finish();
    reading.end(name, decoder.counts(), pump.text());
    return new Pumped(reading.last(), decoder.counts());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** So many bytes {@code x}. */
  private static final class Xs extends InputStream {

    private long left;

    Xs(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, from, from + count, (byte) 'x');
      left -= count;
      return count == 0 ? -1 : count;
    }
  }
}
