package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.archive.Packing;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/**
 * An archive that holds what nobody expects: gigabytes that unpack from a megabyte, lines of two
 * gigabytes, folders deeper than any path, names of all characters, names of a megabyte. With
 * little memory the night ends in its time, names what is wrong and counts all the rest.
 */
@Tag("faults")
class HostileArchiveIT {

  private static final int MEGABYTE = 1 << 20;
  private static final int GIGABYTE_IN_MB = 1024;
  private static final int DEPTH = 10_000;
  private static final int LONG_NAMES = 300;

  private static final List<String> NAMES =
      List.of(
          "a b .log",
          "new\nline.log",
          "😀.log",
          "a#b.log",
          "100%25.log",
          "why?.log",
          "*.log",
          "[x].log",
          "{a,b}.log",
          "back\\slash.log",
          "-rf.log",
          "@file.log");

  @TempDir private Path folder;

  private Path archive;
  private int requests;

  @Test
  void whatIsWrongIsNamedAndTheRestIsCounted() throws Exception {
    archive = Files.createDirectories(folder.resolve("archive"));
    Files.createDirectory(archive.resolve("names"));
    for (String name : NAMES) {
      write("names/" + name, out -> out.write(log()));
    }
    byte[] zeros = new byte[MEGABYTE];
    for (Packing packing : List.of(Packing.GZIP, Packing.BZIP2, Packing.ZSTD, Packing.XZ)) {
      write("bomb." + packing, out -> manyParts(out, packing, zeros, GIGABYTE_IN_MB));
    }
    write(
        "bomb.zip",
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("u_ex.log"));
          zip.write(log());
          for (int i = 0; i < GIGABYTE_IN_MB; i++) {
            zip.write(zeros);
          }
          zip.finish();
        });
    byte[] text = new byte[MEGABYTE];
    Arrays.fill(text, (byte) 'x');
    write(
        "long.log",
        out -> {
          out.write(log());
          for (int i = 0; i < 2 * GIGABYTE_IN_MB; i++) {
            out.write(text);
          }
          out.write('\n');
          out.write(log());
        });
    write("long.log.gz", out -> manyParts(out, Packing.GZIP, text, 2 * GIGABYTE_IN_MB));
    write("RECV2024050310-1.LOG.gz", HostileArchiveIT::longNames);
    nest(archive.resolve("deep"));

    long begun = System.nanoTime();
    NightProcess night =
        NightProcess.start(
            folder,
            NightProcess.command(
                folder,
                List.of("-Xmx512m"),
                "nightly",
                "--archive",
                archive.toString(),
                "--warehouse",
                folder.resolve("warehouse").toString()));
    assertThat(night.end()).as(night.errors()).isEqualTo(3);
    System.out.printf("a hostile archive took %.0f s%n", (System.nanoTime() - begun) / 1e9);

    assertThat(night.errors())
        .contains(archive.resolve("deep/d/d/d").toString())
        .contains("lies too deep")
        .doesNotContain("\tat ");
    Dataset<Row> ledger =
        new Warehouse(SharedSpark.session(), folder.resolve("warehouse").toString())
            .read(Tables.INGESTED_FILES);
    assertThat(
            ledger
                .where("rejected > 0")
                .selectExpr("concat(%s, ': ', rejected)".formatted(Tables.LOG_NAME))
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            archive.resolve("bomb.GZIP") + ": 1",
            archive.resolve("bomb.BZIP2") + ": 1",
            archive.resolve("bomb.ZSTD") + ": 1",
            archive.resolve("bomb.XZ") + ": 1",
            archive.resolve("bomb.zip!/u_ex.log") + ": 1",
            archive.resolve("long.log") + ": 1",
            archive.resolve("long.log.gz") + ": 1",
            archive.resolve("RECV2024050310-1.LOG.gz") + ": " + LONG_NAMES);
    Row sums =
        ledger.selectExpr("sum(used)", "sum(rejected)", "count_if(state = 'ingested')").head();
    assertThat(sums.getLong(0)).isEqualTo(requests);
    assertThat(sums.getLong(1)).isEqualTo(7 + LONG_NAMES);
    assertThat(sums.getLong(2)).isEqualTo(NAMES.size() + 8);
  }

  /** A path that is too long to be deleted as one. */
  @AfterEach
  void unnest() throws IOException {
    Path deep = archive.resolve("deep");
    Path next = archive.resolve("next");
    while (Files.exists(deep.resolve("d"))) {
      Files.move(deep.resolve("d"), next);
      Files.delete(deep);
      Files.move(next, deep);
    }
  }

  /** From the innermost out: each folder is moved into a new one. */
  private static void nest(Path deep) throws IOException {
    Path around = deep.resolveSibling("around");
    Files.createDirectory(deep);
    for (int i = 0; i < DEPTH; i++) {
      Files.createDirectory(around);
      Files.move(deep, around.resolve("d"));
      Files.move(around, deep);
    }
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private void write(String name, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(archive.resolve(name)), MEGABYTE)) {
      content.write(out);
    }
  }

  /** A packed log, and its last line again and again, each time packed by itself. */
  private void manyParts(OutputStream out, Packing packing, byte[] part, int times)
      throws IOException {
    out.write(packing.pack(log()));
    byte[] packed = packing.pack(part);
    for (int i = 0; i < times; i++) {
      out.write(packed);
    }
  }

  /** A mail log whose session ids are of nearly a megabyte each, and no two alike. */
  private static void longNames(OutputStream out) throws IOException {
    String header = "#Log-type: SMTP Receive Protocol Log\r\n";
    out.write(Packing.GZIP.pack(header.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < LONG_NAMES; i++) {
      String line =
          "2024-05-03T10:00:00.000Z,EX1\\Default,%s%03d,0,10.0.0.1:25,192.0.2.1:1000,+,,\r\n"
              .formatted("x".repeat(MEGABYTE - 200), i);
      out.write(Packing.GZIP.pack(line.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Header and one line that no other log has. */
  private byte[] log() {
    requests++;
    String line = request("2024-05-03 10:00:01", "/owa/", "user" + requests, "192.0.2.1", TLS12);
    return (IIS_HEADER + "\r\n" + line + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
