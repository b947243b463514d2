package org.tlssunset.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.cli.Run;

/** The command as typed, without tables: whatever a log is packed and written in. */
class ProofTest {

  private static final String UNCHECKED =
      "whether this is what was read is not checked: --warehouse does%n".formatted();

  private static final String FIRST =
      request("2024-05-03 10:00:00", "/EWS/x", "m\u00fcller", "192.0.2.1", TLS10);

  private static final String SECOND =
      request("2024-05-03 10:00:01", "/EWS/x", "bob", "192.0.2.2", TLS10);

  /** The requests are lines 2 and 6. */
  private static final String LOG =
      String.join("\r\n", IIS_HEADER, FIRST, "", "#Date: 2024-05-03", "damaged", SECOND);

  @TempDir private Path folder;

  private Path archive;

  @BeforeEach
  void empty() throws IOException {
    archive = Files.createDirectory(folder.resolve("archive"));
  }

  private String write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(archive.resolve(name).getParent());
    return Files.write(archive.resolve(name), bytes).toString();
  }

  private String write(String name) throws IOException {
    return write(name, LOG.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String... entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(LOG.replace("bob", entry).getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  private static void assertPrints(Run run, String... lines) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines()).containsExactly(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void linesAreCountedInAnyEncodingPackedOrNot(String charset) throws IOException {
    byte[] bytes = ("\uFEFF" + LOG).getBytes(Charset.forName(charset));
    for (String log : new String[] {write("u.log", bytes), write("u.log.gz", gzip(bytes))}) {
      assertPrints(Run.of("proof", log + ":1"), IIS_HEADER);
      assertPrints(Run.of("proof", log + ":2"), FIRST);
      assertPrints(Run.of("proof", log + ":3"), "");
      assertPrints(Run.of("proof", log + ":06"), SECOND);
    }
  }

  @Test
  void bytesThatAreNoTextStayVisibleUnlessTheirCodePageIsKnown() throws IOException {
    String log = write("u.log", LOG.getBytes(StandardCharsets.ISO_8859_1));
    Path config =
        Files.writeString(
            folder.resolve("own.conf"),
            "tls-sunset.code-pages = [{ path = \"**/u.log\", charset = \"windows-1252\" }]");

    assertPrints(Run.of("proof", log + ":2"), FIRST.replace("\u00fc", "\\xfc"));
    assertPrints(Run.of("proof", log + ":2", "--config", config.toString()), FIRST);
  }

  @Test
  void anEntryOfAZipArchiveIsNamedAsInTheTables() throws IOException {
    String zip = write("ex!/a.zip", zip("mon/u.log", "tue/u.log"));

    assertPrints(Run.of("proof", zip + "!/tue/u.log:6"), SECOND.replace("bob", "tue/u.log"));

    Run unnamed = Run.of("proof", zip + ":6");
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.err())
        .isEqualTo(
            "tls-sunset: %s holds no such entry: it holds mon/u.log, tue/u.log; write FILE!/ENTRY:LINE%n"
                .formatted(zip));
  }

  @Test
  void theNumberIsBehindTheLastColon() throws IOException {
    assertPrints(Run.of("proof", write("C:\\logs\\u:3.log") + ":6"), SECOND);
  }

  @Test
  void aPatternIsALetterLikeAnyOther() throws IOException {
    write("u1.log");
    Run run = Run.of("proof", archive + "/u[1].log:2");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("tls-sunset: " + archive + "/u[1].log is not there: ");
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    String log = write("u.log");

    Run beyond = Run.of("proof", log + ":7");
    assertThat(beyond.exitCode()).isEqualTo(2);
    assertThat(beyond.err())
        .isEqualTo("tls-sunset: %s has 6 lines, and no line 7: check the number%n".formatted(log));
    for (String wrong :
        new String[] {log, log + ":0", log + ":x", ":7", log + ":" + "9".repeat(30)}) {
      Run run = Run.of("proof", wrong);
      assertThat(run.exitCode()).as(wrong).isEqualTo(2);
      assertThat(run.err()).contains("names no line: write FILE:LINE");
    }
    String text = write("notes.txt", "whatever".getBytes(StandardCharsets.UTF_8));
    assertThat(Run.of("proof", text + ":1").err()).contains("is no log of a known format");
  }

  @Test
  void whatCannotBeReadIsAFailure() throws IOException {
    byte[] packed = gzip(LOG.getBytes(StandardCharsets.UTF_8));
    String log = write("u.log.gz", Arrays.copyOf(packed, packed.length - 30));
    Run run = Run.of("proof", log + ":6");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("tls-sunset: " + log + " ").contains("copy it again");
  }

  @Test
  void theArchiveIsSearchedByName() throws IOException {
    String packed = write("2024/EX01/u.log.gz", gzip(LOG.getBytes(StandardCharsets.UTF_8)));
    String entry = write("v.zip", zip("v.log")) + "!/v.log";

    Run gone = Run.of("proof", "/nowhere/u.log:2", "--archive", archive.toString());
    assertPrints(gone, FIRST);
    assertThat(gone.err()).isEqualTo("read from %s%n".formatted(packed) + UNCHECKED);
    Run zipped = Run.of("proof", "v.log:2", "--archive", archive.toString());
    assertPrints(zipped, FIRST);
    assertThat(zipped.err()).isEqualTo("read from %s%n".formatted(entry) + UNCHECKED);

    String other =
        write("EX02/u.log", LOG.replace("192.0", "198.5").getBytes(StandardCharsets.UTF_8));
    Run several = Run.of("proof", "u.log:2", "--archive", archive.toString());
    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.out()).isEmpty();
    assertThat(several.err()).contains("u.log may be any of 2 logs").contains(packed, other);
    assertThat(Run.of("proof", "EX02/u.log:2", "--archive", archive.toString()).out())
        .contains("198.5.2.1");
  }

  @Test
  void theHeaderInForceIsPrintedFirst() throws IOException {
    String log =
        write(
            "u.log",
            (LOG + "\r\n#Fields: time c-ip\r\n10:00:09 192.0.2.9\r\n")
                .getBytes(StandardCharsets.UTF_8));

    assertPrints(Run.of("proof", log + ":6", "--fields"), IIS_HEADER, SECOND);
    assertPrints(
        Run.of("proof", log + ":8", "--fields"), "#Fields: time c-ip", "10:00:09 192.0.2.9");
  }

  @Test
  void namesAreHiddenWhenAsked() throws IOException {
    assertPrints(
        Run.of("proof", write("u.log") + ":6", "--redact"),
        "2024-05-03 10:00:01 10.0.0.5 POST /EWS/*** - 443 *** 192.0.2.2 *** 200 " + TLS10);
  }
}
