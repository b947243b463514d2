package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.Samples;

/** However a log is encoded, it tells the same. */
class TextEncodingTest {

  @TempDir private Path folder;

  static Stream<Arguments> encodings() {
    return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
        .flatMap(
            charset ->
                Stream.of("", "\uFEFF")
                    .flatMap(
                        mark ->
                            Stream.of("\n", "\r\n")
                                .map(lineEnd -> Arguments.of(charset, mark, lineEnd))));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void tellsTheSame(Charset charset, String mark, String lineEnd) throws IOException {
    String text = new String(IisText.clean(2_000), StandardCharsets.UTF_8) + "broken 😀\r\n";
    Reading.Log plain = Reading.only(Files.writeString(folder.resolve("plain.log"), text));
    String other = mark + text.replace("\r\n", lineEnd);
    byte[] bytes = other.getBytes(charset);
    Path file = Files.write(folder.resolve("other.log"), bytes);
    assertSame(Reading.only(file), plain);
    Files.write(file, Packing.GZIP.pack(bytes));
    assertSame(Reading.only(file), plain);
    Files.write(file, bytes);
    LogReader.Probe probe = Reading.reader().probe(Reading.listed(file));
    assertThat(probe.format()).isEqualTo(plain.format());
    assertThat(probe.isPlain()).isEqualTo(charset == StandardCharsets.UTF_8);
  }

  private static void assertSame(Reading.Log log, Reading.Log plain) {
    assertThat(log.end()).isEqualTo(Reading.DONE);
    assertThat(log.rows()).isEqualTo(plain.rows()).isNotEmpty();
    assertThat(log.counts()).isEqualTo(plain.counts());
    assertThat(log.rejects()).extracting(Reading.Reject::text).containsExactly("broken 😀");
  }

  @Test
  void smtpLogsInSixteenBitsTellTheSame() throws IOException {
    Path real = Samples.path("smtp-receive/RECV2018022213-1.LOG");
    Reading.Log plain = Reading.only(real);
    byte[] bytes = Files.readString(real).getBytes(StandardCharsets.UTF_16LE);
    Reading.Log other = Reading.only(Files.write(folder.resolve("RECV.LOG"), bytes));
    assertThat(other.rows()).isEqualTo(plain.rows()).isNotEmpty();
    assertThat(other.counts()).isEqualTo(plain.counts());
  }

  /** A log without a header begins with names that may be of any script. */
  @Test
  void namesOfAnyScriptDoNotHideTheSixteenBits() throws IOException {
    String text =
        "2024-05-05T00:00:00.000Z,Внутренний соединитель отправки,08DC0000000000F2,0,"
            + "192.0.2.1:47741,192.0.2.9:25,+,,\n";
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = Files.write(folder.resolve("SEND20240505-1.LOG"), text.getBytes(charset));
      assertThat(Reading.only(file).counts().used()).as(charset.name()).isEqualTo(1);
    }
  }

  @Test
  void halfACharacterAtTheEndIsPartOfALine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("#Fields: date time cs-method\nx".getBytes(StandardCharsets.UTF_16LE));
    bytes.write('y');
    Reading.Log log = Reading.only(Files.write(folder.resolve("half.log"), bytes.toByteArray()));
    assertThat(log.rejects())
        .extracting(Reading.Reject::line, Reading.Reject::text)
        .containsExactly(tuple(2L, "x\uFFFD"));
  }

  @Test
  void aByteOrderMarkAloneIsNoText() throws IOException {
    Map<String, Charset> charsets =
        Map.of("8", StandardCharsets.UTF_8, "16", StandardCharsets.UTF_16LE);
    for (Map.Entry<String, Charset> each : charsets.entrySet()) {
      Path file = folder.resolve(each.getKey());
      Files.write(file, "\uFEFF".getBytes(each.getValue()));
      assertThat(Reading.of(file)).extracting(Reading.Log::end).isEqualTo(List.of(Reading.EMPTY));
    }
  }
}
