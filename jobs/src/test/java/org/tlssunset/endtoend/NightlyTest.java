package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.synthetic.Truth;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** The whole of it: from a made-up archive's bytes to the CSV, compared with what was made up. */
class NightlyTest {

  @TempDir private Path folder;

  private Command nightly(Path archive) {
    return Command.run(
        "nightly",
        "--archive",
        archive.toString(),
        "--warehouse",
        folder.resolve("warehouse").toString(),
        "--out",
        folder.resolve("out").toString());
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true", "4, true", "5, true"})
  void theTablesAreTheTruth(long seed, boolean nasty) throws IOException {
    Path archive = folder.resolve("archive");
    Truth truth =
        SyntheticArchive.write(archive, ArchiveShape.small().withSeed(seed).withNasty(nasty));

    Command nightly = nightly(archive);

    boolean isAllUsed =
        truth.files().values().stream().allMatch(lines -> lines.rejected() == 0)
            && truth.notLogs().stream().allMatch(NightlyTest::isEmpty);
    assertThat(nightly.exitCode()).as(nightly.err()).isEqualTo(isAllUsed ? 0 : 3);
    Warehoused found = Warehoused.at(folder.resolve("warehouse"));
    found.assertAre(truth);
    assertCsvIsTheRollup(found);
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      return false; // an entry of a zip archive
    }
  }

  private void assertCsvIsTheRollup(Warehoused found) throws IOException {
    String text =
        Files.readString(folder.resolve("out/client_protocol.csv"), StandardCharsets.UTF_8);
    assertThat(text).startsWith("\uFEFFdirection,protocol,client_ip,");
    List<CSVRecord> records =
        CSVParser.parse(
                text.substring(1),
                CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
            .getRecords();
    assertThat((long) records.size()).isEqualTo(found.clients().count());
    assertThat(records.get(0).getParser().getHeaderNames())
        .containsAll(Tables.CLIENT_PROTOCOL.columnNames())
        .endsWith("worst_version_lately", "legacy_proof_server", "role", "proxies", "host_name")
        .hasSize(Tables.CLIENT_PROTOCOL.columns().size() + 3);
    assertThat(records)
        .allMatch(
            record ->
                record.get("legacy_proof_file").isEmpty()
                    == record.get("legacy_proof_server").isEmpty());
    assertThat(records)
        .extracting(record -> record.get("legacy_last_seen"))
        .filteredOn(time -> !time.isEmpty())
        .isNotEmpty()
        .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"))
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(records.stream().mapToLong(record -> Long.parseLong(record.get("requests"))).sum())
        .isEqualTo(found.clients().selectExpr("sum(requests)").head().getLong(0));
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nightsOneByOneGiveWhatOneNightGives() throws IOException {
    Path archive = folder.resolve("archive");
    Truth truth = SyntheticArchive.write(archive, ArchiveShape.small().withSeed(6));
    for (String day : List.of("260302", "260303", "260304")) {
      Command night =
          Command.run(
              "nightly",
              "--archive",
              archive + "/**/*" + day + "*",
              "--warehouse",
              folder.resolve("warehouse").toString());
      assertThat(night.exitCode()).as(night.err()).isZero();
    }

    Warehoused.at(folder.resolve("warehouse")).assertAre(truth);
  }

  @Test
  void anotherRunChangesNothing() throws IOException {
    Path archive = folder.resolve("archive");
    SyntheticArchive.write(archive, ArchiveShape.small().withSeed(7).withNasty(true));
    nightly(archive);
    Map<String, Long> versions = versions();

    Command again = nightly(archive);

    // A file that nobody knows is named until it is gone.
    assertThat(again.exitCode()).as(again.err()).isEqualTo(3);
    assertThat(again.err()).contains("README.txt: is no log of a known format");
    assertThat(again.out())
        .contains(" 0 of them new or changed")
        .doesNotContain("starting Spark"); // which would take longer than all else
    assertThat(versions()).isEqualTo(versions);
  }

  private Map<String, Long> versions() {
    Warehouse warehouse = Warehoused.at(folder.resolve("warehouse")).tables();
    return Tables.all().stream()
        .collect(
            java.util.stream.Collectors.toMap(
                table -> table.name(),
                table ->
                    SharedSpark.delta(warehouse, table).history(1).head().<Long>getAs("version")));
  }
}
