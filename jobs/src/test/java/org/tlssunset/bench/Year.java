package org.tlssunset.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.Stores;
import org.tlssunset.ingest.Ingest;
import org.tlssunset.ingest.IngestProgress;
import org.tlssunset.ingest.IngestSettings;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;
import org.tlssunset.warehouse.Warehouse;

/**
 * Tables that hold many days, and the logs of the day after. Made once and kept until tables have
 * other columns.
 *
 * @param folder holds both
 */
record Year(Path folder) {

  /** The day after. */
  static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private static final int CLIENTS = 200;
  private static final long SEED = 2026;
  private static final Pattern DATE = Pattern.compile("(?:20)?(\\d{6})");

  /**
   * The year.
   *
   * @param days how many days it has
   * @param bytesPerDay of plain text on each of them
   * @param dayBytes of plain text on the day after
   */
  static Year of(Ground ground, int days, long bytesPerDay, long dayBytes) throws IOException {
    String columns = Tables.all().stream().map(table -> table.ddl()).collect(Collectors.joining());
    Year year =
        new Year(
            ground
                .home()
                .resolve(
                    "days-%d-%d-%d-%x".formatted(days, bytesPerDay, dayBytes, columns.hashCode())));
    if (!Files.exists(year.folder.resolve("whole"))) {
      Folders.delete(year.folder);
      SyntheticArchive.write(year.nextDay(), shape(DAY, 1, dayBytes));
      year.fill(ground, days, bytesPerDay);
      Files.createFile(year.folder.resolve("whole"));
    }
    return year;
  }

  private static ArchiveShape shape(LocalDate first, int days, long bytesPerDay) {
    return new ArchiveShape(
        SEED,
        first,
        days,
        CLIENTS,
        (int) Math.max(1, bytesPerDay / BenchArchive.BYTES_PER_REQUEST / CLIENTS),
        false);
  }

  /** Reads the days in batches of about one, and rolls them up. */
  private void fill(Ground ground, int days, long bytesPerDay) throws IOException {
    Path logs = folder.resolve("logs");
    SyntheticArchive.write(logs, shape(DAY.minusDays(days), days, bytesPerDay));
    List<ArchiveFile> files =
        Archive.list(List.of(logs.toString()), Stores.DEFAULT).files().stream()
            .sorted(Comparator.comparing(Year::date))
            .toList();
    ground.progress().accept("days: %,d files in %d batches, once".formatted(files.size(), days));
    ground.sessions().with(ground.cores());
    Warehouse warehouse = ground.sessions().emptyWarehouse(tables());
    IngestSettings usual = TlsSunsetWarm.SETTINGS;
    IngestSettings nightly =
        new IngestSettings(
            usual.read(),
            usual.batchBytes(),
            (files.size() + days - 1) / days,
            usual.splitBytes(),
            usual.settledAfter());
    new Ingest(warehouse, nightly, IngestProgress.NONE).run(new Archive.Listing(files, List.of()));
    DerivedTables.count(warehouse);
    Folders.delete(logs);
  }

  /** The day that a log's name tells, as {@code yyMMdd}. */
  private static String date(ArchiveFile log) {
    Matcher date = DATE.matcher(Path.of(log.path()).getFileName().toString());
    if (!date.find()) {
      throw new IllegalArgumentException(log.path() + " tells no day");
    }
    return date.group(1);
  }

  /** The tables. */
  Path tables() {
    return folder.resolve("tables");
  }

  /** The logs of the day after. */
  Path nextDay() {
    return folder.resolve("next-day");
  }
}
