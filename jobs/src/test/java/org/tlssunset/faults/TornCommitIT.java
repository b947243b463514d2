package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlssunset.endtoend.Command;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.TableLog;
import org.tlssunset.warehouse.Warehouse;

/**
 * The power fails while a table's last commit is on its way to the disk, and its file is empty, cut
 * short or full of zeros. Every command says which file it is and what to delete; after that, the
 * next night's tables are those of quiet nights.
 */
@Tag("faults")
class TornCommitIT {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  @TempDir private static Path folder;

  private static Map<String, List<String>> quiet;

  @BeforeAll
  static void twoQuietNights() throws IOException {
    Files.writeString(folder.resolve("hosts"), "192.0.2.1 pc\n");
    Files.writeString(
        folder.resolve("conf"),
        "tls-sunset.name-files = [\"%s\"]".formatted(folder.resolve("hosts")));
    for (int day = 0; day < 2; day++) {
      SyntheticArchive.write(
          folder.resolve("archive/day" + day),
          new ArchiveShape(7 + day, FIRST_DAY.plusDays(day), 1, 12, 12, true, true));
      Command night = night(folder.resolve("quiet"));
      assertThat(night.exitCode()).as(night.err()).isIn(0, 3);
    }
    quiet = contents(folder.resolve("quiet"));
    assertThat(quiet.values()).noneMatch(List::isEmpty);
  }

  static List<String> tables() {
    return Tables.all().stream().map(Table::name).toList();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void halfOfItIsThere(String table) throws IOException {
    Path warehouse = copy(table + "-half");
    TableLog log = TableLog.of(warehouse, table);
    TableLog.cut(log.last(), 0.5);

    assertIsNamedAndCured(warehouse, log);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void allOfTheVersionIsEmpty(String table) throws IOException {
    Path warehouse = copy(table + "-empty");
    TableLog log = TableLog.of(warehouse, table);
    log.sumUp();
    for (Path file : log.ofLast()) {
      TableLog.cut(file, 0);
    }

    assertIsNamedAndCured(warehouse, log);
  }

  @Test
  void itEndsBetweenTwoLines() throws IOException {
    Path warehouse = copy("lines");
    TableLog log = TableLog.of(warehouse, "tls_observations");
    List<String> lines = Files.readAllLines(log.last());
    Files.write(log.last(), lines.subList(0, lines.size() - 1));
    for (Path file : log.ofLast()) {
      if (file.getFileName().toString().startsWith(".")) {
        Files.delete(file); // Hadoop's checksum would tell
      }
    }

    assertIsNamedAndCured(warehouse, log);
  }

  @Test
  void itIsFullOfZeros() throws IOException {
    Path warehouse = copy("zeros");
    TableLog log = TableLog.of(warehouse, "ingested_files");
    Files.write(log.last(), new byte[(int) Files.size(log.last())]);

    assertIsNamedAndCured(warehouse, log);
  }

  /** What only sums commits up is not needed to read them. */
  @ParameterizedTest
  @MethodSource("tables")
  void summariesMayBeDamaged(String table) throws IOException {
    Random random = new Random(3);
    Path warehouse = copy(table + "-sums");
    TableLog log = TableLog.of(warehouse, table);
    log.sumUp();
    for (Path file : log.ofLast()) {
      if (!file.equals(log.last())) {
        TableLog.cut(file, random.nextBoolean() ? 0.5 : 0);
      }
    }
    DeltaLog.clearCache();

    Command night = night(warehouse);

    assertThat(night.exitCode()).as(night.err()).isIn(0, 3);
    assertThat(contents(warehouse)).isEqualTo(quiet);
  }

  private void assertIsNamedAndCured(Path warehouse, TableLog log) throws IOException {
    DeltaLog.clearCache();
    String version = log.last().getFileName().toString().replace(".json", "");
    String sentence =
        "tls-sunset: %s is damaged, as a power cut leaves it: delete it, all others of its folder"
                .formatted(log.last())
            + " whose names hold %s, and _last_checkpoint, then run again".formatted(version);
    for (Command command :
        List.of(
            night(warehouse),
            Command.run("sql", "--warehouse", warehouse.toString(), "-e", "SELECT 1"),
            Command.run("export", "--warehouse", warehouse.toString()))) {
      assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
      assertThat(command.out()).isEmpty();
      assertThat(command.err()).startsWith(sentence).hasLineCount(1);
    }

    log.deleteLast();
    Command night = night(warehouse);

    assertThat(night.exitCode()).as(night.err()).isIn(0, 3);
    assertThat(contents(warehouse)).isEqualTo(quiet);
  }

  /** A copy at a path that Delta has not seen. */
  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    FileUtils.copyDirectory(folder.resolve("quiet").toFile(), copy.toFile());
    return copy;
  }

  private static Command night(Path warehouse) {
    return Command.run(
        "nightly",
        "--config",
        folder.resolve("conf").toString(),
        "--archive",
        folder.resolve("archive").toString(),
        "--warehouse",
        warehouse.toString());
  }

  private static Map<String, List<String>> contents(Path warehouse) {
    return Nights.contents(new Warehouse(SharedSpark.session(), warehouse.toString()));
  }
}
