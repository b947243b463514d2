package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.Samples;
import org.tlssunset.logs.LogSettings;

class CodePagesTest {

  private static final Charset CP1252 = Charset.forName("windows-1252");
  private static final Charset CP1251 = Charset.forName("windows-1251");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "**/ex2007/**, /archive/ex2007/W3SVC1/ex.log, true",
    "**/ex2007/**, /archive/ex2007/logs.zip!/W3SVC1/ex.log, true",
    "**/ex2007/**, /archive/logs.zip!/ex2007/ex.log, true",
    "**/ex2007/**, /archive/ex2007.log, false",
    "**/ex2007, /archive/ex2007/W3SVC1/ex.log, true",
    "**/*.zip, /archive/logs.zip!/W3SVC1/ex.log, true",
    "**/*.zip, /archive/logs.zip.gz, false",
    "'/archive/{a,b}/*.log', /archive/b/ex.log, true",
    "'/archive/{a,b}/*.log', /archive/c/ex.log, false",
    "/archive, /archive/c/ex.log, true",
    "hdfs://nn/archive/**, hdfs://nn/archive/ex.log, true",
  })
  void aPatternIsOfTheWholePathAndWhatIsBelow(String glob, String path, boolean fits) {
    Charset charset = CodePages.NONE.with(glob, "windows-1252").apply(path);
    assertThat(charset).isEqualTo(fits ? CP1252 : StandardCharsets.UTF_8);
  }

  @Test
  void theFirstThatFitsCounts() {
    CodePages codePages =
        CodePages.NONE.with("**/ru/**", "cp1251").with("/archive/**", "windows-1252");
    assertThat(codePages.apply("/archive/ru/ex.log")).isEqualTo(CP1251);
    assertThat(codePages.apply("/archive/de/ex.log")).isEqualTo(CP1252);
    assertThat(codePages.apply("/other/ex.log")).isEqualTo(StandardCharsets.UTF_8);
    assertThat(codePages.charsets()).containsExactly(CP1251, CP1252);
    assertThat(codePages.texts())
        .containsExactly("**/ru/** windows-1251", "/archive/** windows-1252");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "windows-1250",
        "ISO-8859-15",
        "IBM850",
        "windows-31j",
        "GBK",
        "EUC-KR",
        "Big5",
        "UTF-8",
      })
  void encodingsThatKeepAsciiAreTaken(String charset) {
    assertThat(CodePages.NONE.with("**", charset).charsets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "ISO-2022-JP", "ISO-2022-KR"})
  void encodingsThatWriteAsciiOtherwiseAreNot(String charset) {
    assertThatThrownBy(() -> CodePages.NONE.with("**", charset))
        .hasMessageStartingWith("holds charset '%s', in which ASCII is written", charset);
  }

  private Map<Object, Long> names(CodePages codePages, Path... logs) {
    Reading reading = new Reading();
    LogReader reader =
        new LogReader(LogSettings.DEFAULTS, path -> Optional.empty(), codePages, Stores.DEFAULT);
    for (Path log : logs) {
      reader.read(Reading.listed(log), reading);
    }
    return reading.logs().stream()
        .flatMap(log -> log.rows().stream())
        .collect(
            java.util.stream.Collectors.groupingBy(
                row -> row.get("user_name"), java.util.stream.Collectors.counting()));
  }

  @Test
  void theExampleOfACodePageGivesTwoUsers() throws IOException {
    Path log = Samples.example("names-cp1252/ex240505.log");
    assertThat(names(CodePages.NONE, log)).containsOnlyKeys("D\\M\\xfcller", "D\\M\\xf6ller");
    assertThat(names(CodePages.NONE.with("**/names-cp1252/**", "windows-1252"), log))
        .containsOnlyKeys("D\\M\u00fcller", "D\\M\u00f6ller");
  }

  /** One reader reads them, and remembers what bytes it has seen. */
  @Test
  void theSameBytesAreOtherNamesInAnotherFolder() throws IOException {
    byte[] log =
        "#Fields: date time cs-uri-stem cs-username\n2024-05-05 00:00:00 /owa/ \u00e4\u00f6\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path german = Files.write(Files.createDirectory(folder.resolve("de")).resolve("u.log"), log);
    Path russian = Files.write(Files.createDirectory(folder.resolve("ru")).resolve("u.log"), log);
    Path zip = folder.resolve("both.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("ru/u.log", "de/u.log", "x/u.log")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(log);
      }
    }
    CodePages codePages =
        CodePages.NONE.with("**/de/**", "windows-1252").with("**/ru/**", "windows-1251");
    assertThat(names(codePages, german, russian, zip, german))
        .containsOnly(
            Map.entry("\u00e4\u00f6", 3L),
            Map.entry("\u0434\u0446", 2L),
            Map.entry("\\xe4\\xf6", 1L));
  }

  /** By its byte order mark, or by being in 16 bits: some lie among others in a code page. */
  @Test
  void aTextThatSaysThatItIsUnicodeIsRead() throws IOException {
    String log = "#Fields: date time cs-uri-stem cs-username\n2024-05-05 00:00:00 /owa/ \u00e4\n";
    CodePages codePages = CodePages.NONE.with("/**", "windows-1252");
    LogReader reader =
        new LogReader(LogSettings.DEFAULTS, path -> Optional.empty(), codePages, Stores.DEFAULT);
    Map<String, byte[]> logs =
        Map.of(
            "utf8", ("\uFEFF" + log).getBytes(StandardCharsets.UTF_8),
            "utf16", ("\uFEFF" + log).getBytes(StandardCharsets.UTF_16LE),
            "bare", log.getBytes(StandardCharsets.UTF_16BE));
    for (Map.Entry<String, byte[]> each : logs.entrySet()) {
      Path file = Files.write(folder.resolve(each.getKey()), each.getValue());
      assertThat(names(codePages, file)).as(each.getKey()).containsOnlyKeys("\u00e4");
      // Slices, which would not know it, are none of it.
      assertThat(reader.probe(Reading.listed(file)).isPlain()).isFalse();
    }
    Path other = Files.writeString(folder.resolve("other"), log, CP1252);
    assertThat(names(codePages, other)).containsOnlyKeys("\u00e4");
    assertThat(reader.probe(Reading.listed(other)).isPlain()).isTrue();
  }

  @Test
  void namesInSmtpLogsAreReadTheSameWay() throws IOException {
    byte[] log =
        ("#Log-type: SMTP Receive Protocol Log\r\n#Fields: date-time,connector-id,session-id,"
                + "sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n"
                + smtp(0, "+,,")
                + smtp(1, ">,220 x,")
                + smtp(2, "<,EHLO pc-m\u00fcller,")
                + smtp(3, ">,250 x,")
                + smtp(4, "-,,Local"))
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("RECV.LOG"), log);
    for (boolean isListed : new boolean[] {false, true}) {
      Reading reading = new Reading();
      CodePages codePages = isListed ? CodePages.NONE.with("/**", "windows-1252") : CodePages.NONE;
      new LogReader(LogSettings.DEFAULTS, path -> Optional.empty(), codePages, Stores.DEFAULT)
          .read(Reading.listed(file), reading);
      Map<String, Object> row = reading.logs().get(0).rows().get(0);
      assertThat(row.get("client_name")).isEqualTo(isListed ? "pc-m\u00fcller" : "pc-m\\xfcller");
      assertThat(row.get("endpoint")).isEqualTo(isListed ? "Gel\u00e4nde" : "Gel\\xe4nde");
    }
  }

  private static String smtp(int sequence, String event) {
    return "2024-05-05T00:00:0%d.000Z,EX01\\Gel\u00e4nde,08DC,%d,10.0.0.1:25,192.0.2.9:5,%s\r\n"
        .formatted(sequence, sequence, event);
  }
}
