package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.ServerNamePattern;
import org.tlssunset.archive.Stores;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.steps.DerivedTables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;
import scala.Option;

/** A warehouse of a test's own, the runs that fill it, and its rows as text. */
public final class Nights {

  /** How many rejected lines of a file are kept. */
  static final int REJECTS_KEPT = 3;

  public static final IngestSettings SETTINGS =
      new IngestSettings(
          new ReadSettings(
              LogSettings.DEFAULTS,
              ServerNamePattern.NONE,
              CodePages.NONE,
              Stores.DEFAULT,
              REJECTS_KEPT),
          1L << 30,
          1_000,
          1L << 30,
          Duration.ZERO);

  /** The observations' columns that do not tell which run wrote a row. */
  private static final String[] FACTS =
      Tables.TLS_OBSERVATIONS.columnNames().stream()
          .filter(name -> !name.equals("batch_id"))
          .toArray(String[]::new);

  /** Columns that differ between one run and several, or would fill a page here. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "batch_id",
          "matched_batch_id",
          "days",
          "etag",
          "text_checksums",
          "run_started_at",
          "recorded_at");

  private final Warehouse warehouse;

  /**
   * @param folder where the warehouse is made; it does not exist yet
   */
  public Nights(Path folder) {
    this(SharedSpark.emptyWarehouse(folder));
  }

  Nights(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * One run over an archive as it is now.
   *
   * @param folder where the warehouse is made; it does not exist yet
   */
  static Nights quiet(Path folder, LogFiles archive) {
    Nights nights = new Nights(folder);
    nights.run(archive);
    return nights;
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /** One night: what is new is read, the rollups follow. */
  public IngestReport run(LogFiles archive) {
    return run(archive, SETTINGS);
  }

  /** One night in which each new file is a batch. */
  public IngestReport runFileByFile(LogFiles archive) {
    return run(archive, batchFiles(1));
  }

  IngestReport run(LogFiles archive, IngestSettings settings) {
    IngestReport report = ingest(archive, settings);
    DerivedTables.count(warehouse);
    return report;
  }

  /** A night that keeps what an older version has read, or other settings. */
  IngestReport runKeeping(LogFiles archive, IngestSettings settings) {
    IngestReport report =
        new Ingest(warehouse, settings, IngestProgress.NONE)
            .run(Archive.list(List.of(archive.path()), Stores.DEFAULT), true);
    DerivedTables.count(warehouse);
    return report;
  }

  /** Half a night: the rollups stay behind. */
  public IngestReport ingestOnly(LogFiles archive) {
    return ingest(archive, SETTINGS);
  }

  IngestReport ingest(LogFiles archive, IngestSettings settings) {
    return new Ingest(warehouse, settings, IngestProgress.NONE)
        .run(Archive.list(List.of(archive.path()), Stores.DEFAULT));
  }

  /** One night over a listing that may no longer be true. */
  IngestReport run(Archive.Listing listing) {
    IngestReport report = new Ingest(warehouse, SETTINGS, IngestProgress.NONE).run(listing);
    DerivedTables.count(warehouse);
    return report;
  }

  /** One night by a clock that may be wrong. */
  IngestReport runAt(Instant now, LogFiles archive, IngestSettings settings) {
    IngestReport report =
        new Ingest(
                warehouse, settings, IngestProgress.NONE, 1_000, Clock.fixed(now, ZoneOffset.UTC))
            .run(Archive.list(List.of(archive.path()), Stores.DEFAULT));
    DerivedTables.count(warehouse);
    return report;
  }

  /**
   * A night that ends suddenly.
   *
   * @param step the step that is not begun any more
   */
  void runKilledBefore(String step, LogFiles archive) {
    runKilledBefore(step, 1, archive, SETTINGS);
  }

  /**
   * A night of several batches that ends suddenly.
   *
   * @param step the step that is not begun any more
   * @param time the how-manieth such step, from 1
   */
  void runKilledBefore(String step, int time, LogFiles archive, IngestSettings settings) {
    IngestProgress killer =
        new IngestProgress() {
          private int steps;

          @Override
          public void begin(
              long files, long bytes, LongSupplier filesRead, LongSupplier bytesRead) {}

          @Override
          public void step(String what) {
            if (what.equals(step) && ++steps == time) {
              throw new Killed();
            }
          }

          @Override
          public void end() {}
        };
    assertThatExceptionOfType(Killed.class)
        .isThrownBy(
            () ->
                new Ingest(warehouse, settings, killer)
                    .run(Archive.list(List.of(archive.path()), Stores.DEFAULT)));
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static IngestSettings batchFiles(int count) {
    return new IngestSettings(
        SETTINGS.read(),
        SETTINGS.batchBytes(),
        count,
        SETTINGS.splitBytes(),
        SETTINGS.settledAfter());
  }

  static IngestSettings splitBytes(long bytes) {
    return new IngestSettings(
        SETTINGS.read(), SETTINGS.batchBytes(), 1_000, bytes, SETTINGS.settledAfter());
  }

  /** Rows of a table, each as its columns' values with {@code |} between them, in order. */
  public List<String> rows(Table table, String... columns) {
    return rows(warehouse, table, columns);
  }

  private static List<String> rows(Warehouse warehouse, Table table, String... columns) {
    return warehouse.read(table).selectExpr(columns).collectAsList().stream()
        .map(Nights::text)
        .sorted()
        .toList();
  }

  /** All that the observations say, less the batch that wrote them. */
  List<String> observations() {
    return rows(Tables.TLS_OBSERVATIONS, FACTS);
  }

  /** All rows of all tables, less what differs between one run and several. */
  Map<String, List<String>> contents() {
    return contents(warehouse);
  }

  /** The same of any warehouse. */
  public static Map<String, List<String>> contents(Warehouse warehouse) {
    Map<String, List<String>> contents = new LinkedHashMap<>();
    for (Table table : Tables.all()) {
      if (table.equals(Tables.CHANGES)) {
        continue; // it tells of runs, as they were
      }
      String[] columns =
          table.columnNames().stream()
              .filter(name -> !NOT_COMPARED.contains(name))
              .map(name -> name.equals(Tables.OPEN_SESSIONS) ? "sort_array(" + name + ")" : name)
              .toArray(String[]::new);
      contents.put(table.name(), rows(warehouse, table, columns));
    }
    return contents;
  }

  /** The Delta version of each table: grows with every commit. */
  Map<String, Long> versions() {
    return Tables.all().stream().collect(Collectors.toMap(Table::name, this::version));
  }

  private long version(Table table) {
    return DeltaLog.forTable(warehouse.spark(), warehouse.path(table))
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  private static String text(Row row) {
    Object[] values = new Object[row.length()];
    Arrays.setAll(values, row::get);
    return Arrays.stream(values).map(Nights::text).collect(Collectors.joining("|"));
  }

  private static String text(Object value) {
    if (value instanceof scala.collection.Iterable<?> list) {
      return list.iterator().mkString("[", ", ", "]");
    }
    return String.valueOf(value);
  }
}
