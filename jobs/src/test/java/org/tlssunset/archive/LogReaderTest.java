package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.schema.RejectReason;

/** Whatever is wrong with a file is told, and the reader goes on with the next. */
class LogReaderTest {

  private static final byte[] LOG = IisText.clean(2_000);

  @TempDir private Path folder;

  @Test
  void filesWithoutLogLines() throws IOException {
    assertThat(Reading.only(file("empty.log", "")).end()).isEqualTo(Reading.EMPTY);
    Reading.Log comments =
        Reading.only(
            file(
                "comments.log",
                "#Software: Microsoft Internet Information Services 10.0\r\n#Fields: date time\r\n"));
    assertThat(comments.end()).isEqualTo(Reading.DONE);
    assertThat(comments.counts()).isEqualTo(new LineCounts(2, 0, 2, 0, 0));
    assertThat(Reading.only(file("diary.txt", "Dear diary,\nall clients are modern.\n")).end())
        .isEqualTo("unrecognised: is no log of a known format");
  }

  @Test
  void aTarArchiveIsNotReadAsOneLog() throws IOException {
    byte[] tar = new byte[512 + LOG.length];
    System.arraycopy("u_ex.log".getBytes(StandardCharsets.US_ASCII), 0, tar, 0, 8);
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    System.arraycopy(LOG, 0, tar, 512, LOG.length);
    Path file = Files.write(folder.resolve("logs.tgz"), Packing.GZIP.pack(tar));
    assertThat(Reading.only(file).end())
        .isEqualTo(
            "unrecognised: is a tar archive, which cannot be opened here: unpack it, or pack it as .gz"
                + " or .zip");
  }

  @Test
  void aFileThatGrowsIsReadAsListed() throws IOException {
    Path file = Files.write(folder.resolve("grows.log"), LOG);
    ArchiveFile listed = Reading.listed(file);
    Reading.Log before = Reading.of(listed).get(0);
    Files.write(file, LOG, StandardOpenOption.APPEND);
    assertThat(Reading.of(listed)).containsExactly(before);
    assertThat(Reading.only(file).counts().used()).isEqualTo(4_000);
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsReadAsListed() throws IOException {
    Path file = Files.write(folder.resolve("grows.log"), IisText.clean(20_000));
    Reading reading = new Reading();
    try (LogCursor cursor = Reading.reader().open(Reading.listed(file), false, reading)) {
      assertThat(cursor.advance()).isTrue();
      assertThat(cursor.advance()).isTrue();
      Files.write(file, LOG, StandardOpenOption.APPEND);
      boolean more = true;
      while (more) {
        more = cursor.advance();
      }
      assertThat(cursor.advance()).isFalse();
    }
    assertThat(reading.last().counts().used()).isEqualTo(20_000);
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("shrinks.log"), IisText.clean(20_000));
    Reading reading = new Reading();
    try (LogCursor cursor = Reading.reader().open(Reading.listed(file), false, reading)) {
      assertThat(cursor.advance()).isTrue();
      assertThat(cursor.advance()).isTrue();
      Files.write(file, LOG);
      boolean more = true;
      while (more) {
        more = cursor.advance();
      }
    }
    assertThat(reading.last().end()).startsWith("unreadable: ends too early");
    assertThat(reading.last().counts().lines()).isPositive();
  }

  @Test
  void whatCannotBeOpenedIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("gone.log"), LOG);
    ArchiveFile listed = Reading.listed(file);
    Files.delete(file);
    assertThat(Reading.of(listed))
        .extracting(Reading.Log::end)
        .containsExactly("unreadable: is gone since it was listed");
    assertThat(Reading.reader().probe(listed).reason()).isEqualTo("is gone since it was listed");
    Files.createDirectory(file);
    assertThat(Reading.of(listed))
        .extracting(Reading.Log::end)
        .containsExactly(
            "unreadable: cannot be read to its end (Is a directory): copy it again from where it came");
  }

  @Test
  void oneReaderGoesFromFileToFile() throws IOException {
    byte[] cut = Packing.XZ.pack(LOG);
    List<Path> files =
        List.of(
            Files.write(folder.resolve("1.log"), LOG),
            Files.write(folder.resolve("2.log.xz"), Arrays.copyOf(cut, cut.length / 2)),
            file("3.log", "x".repeat(3 * LogPump.LONGEST_LINE)),
            file("4.log", ""),
            Files.write(folder.resolve("5.log"), Packing.GZIP.pack(LOG)));
    Reading reading = new Reading();
    LogReader reader = Reading.reader();
    for (Path file : files) {
      reader.read(Reading.listed(file), reading);
    }
    assertThat(reading.logs())
        .extracting(log -> log.end().split(":")[0])
        .containsExactly(Reading.DONE, "unreadable", "unrecognised", Reading.EMPTY, Reading.DONE);
    assertThat(reading.logs().get(4).rows()).isEqualTo(reading.logs().get(0).rows());
    assertThat(reading.logs().get(4).counts()).isEqualTo(reading.logs().get(0).counts());
  }

  @Test
  void aHoleInAFileIsOneRejectedLine() throws IOException {
    Path path = Files.write(folder.resolve("hole.log"), LOG);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(LOG.length + (64L << 20));
      file.write(
          "\n2024-03-04 07:00:00 10.0.0.4 GET / 443 192.0.2.9 - x 400\n"
              .getBytes(StandardCharsets.US_ASCII));
    }
    Reading.Log log = Reading.only(path);
    assertThat(log.end()).isEqualTo(Reading.DONE);
    assertThat(log.counts().lines()).isEqualTo(2_006);
    assertThat(log.counts().used()).isEqualTo(2_001);
    assertThat(log.rejects())
        .extracting(Reading.Reject::reason, Reading.Reject::line, Reading.Reject::offset)
        .containsExactly(tuple(RejectReason.TOO_LONG, 2_005L, (long) LOG.length));
  }

  @Test
  void whatTheVisitorThrowsGoesToTheCaller() throws IOException {
    ArchiveFile file = Reading.listed(Files.write(folder.resolve("a.log"), LOG));
    Reading failing =
        new Reading() {
          @Override
          public LogSink begin(LogName log, LogFormat recognised) {
            throw new IllegalStateException("no room for " + log.sourceFile());
          }
        };
    assertThatThrownBy(() -> Reading.reader().read(file, failing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room for " + file.path());
    assertThat(failing.logs()).isEmpty();
  }

  @Test
  void anInterruptionIsNoFaultOfTheFile() throws IOException {
    ArchiveFile file = Reading.listed(Files.write(folder.resolve("a.log"), LOG));
    Reading reading = new Reading();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Reading.reader().read(file, reading))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("interrupted while reading " + file.path());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(reading.logs()).isEmpty();
  }

  @Test
  void theSitesNameIsThatOfTheFolderInAZipArchiveToo() throws IOException {
    byte[] log =
        "#Fields: date time cs-method s-port\n2024-03-04 07:00:00 GET 443\n"
            .getBytes(StandardCharsets.US_ASCII);
    Path folderOfSite = Files.createDirectories(folder.resolve("W3SVC1"));
    assertThat(Reading.only(Files.write(folderOfSite.resolve("u_ex.log"), log)).rows())
        .extracting(row -> row.get("endpoint"))
        .containsExactly("W3SVC1");
    Path zip = folderOfSite.resolve("logs.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : new String[] {"W3SVC2/u_ex.log", "u_ex.log"}) {
        out.putNextEntry(new ZipEntry(name));
        out.write(log);
      }
    }
    assertThat(Reading.of(zip).stream().flatMap(each -> each.rows().stream()))
        .extracting(row -> row.get("endpoint"))
        .containsExactly("W3SVC2", "W3SVC1");
  }

  @Test
  void theServersNameIsThatOfThePath() throws IOException {
    Path file = folder.resolve("EXCH07/u_ex.log");
    Files.createDirectories(file.getParent());
    Files.write(file, LOG);
    Reading reading = new Reading();
    ServerNamePattern pattern = ServerNamePattern.of("/(?<server>[A-Z0-9]*)/[^/]*$");
    new LogReader(LogSettings.DEFAULTS, pattern, CodePages.NONE, Stores.DEFAULT)
        .read(Reading.listed(file), reading);
    assertThat(reading.last().rows())
        .isNotEmpty()
        .extracting(row -> row.get("server"))
        .containsOnly("EXCH07");
    assertThat(pattern.apply("/logs//u_ex.log")).isEmpty();
    assertThat(pattern.apply("u_ex.log")).isEmpty();
    assertThat(ServerNamePattern.NONE.apply("/EXCH07/u_ex.log")).isEmpty();
    assertThatThrownBy(() -> ServerNamePattern.of("/(EXCH..)/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has no group (?<server>…)");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
