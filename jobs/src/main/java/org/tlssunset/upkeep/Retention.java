package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Removes what is older than it is to be kept. Each removal is marked with the first day that
 * stays: days before it are not counted again, for not all of their rows are left.
 */
final class Retention {

  private final Warehouse warehouse;
  private final Keep keep;
  private final LocalDate today;

  Retention(Warehouse warehouse, Keep keep, LocalDate today) {
    this.warehouse = warehouse;
    this.keep = keep;
    this.today = today;
  }

  /** Does what is due, and gives a sentence for each table that it changed. */
  List<String> run() {
    return Stream.of(
            Keep.first(keep.observations(), today)
                .flatMap(first -> days(Tables.TLS_OBSERVATIONS, first)),
            Keep.first(keep.rejectedLines(), today).flatMap(this::rejectedLines),
            Keep.first(keep.rollups(), today)
                .flatMap(first -> days(Tables.CLIENT_PROTOCOL_DAILY, first)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<String> days(Table table, LocalDate first) {
    return remove(table, "observed_on < DATE'%s'".formatted(first), first);
  }

  /**
   * Rejected lines have no day: those of a batch go together, once all of its logs are older. A log
   * is as old as its last event, or else as its file.
   */
  private Optional<String> rejectedLines(LocalDate first) {
    List<Long> batches =
        warehouse
            .read(Tables.INGESTED_FILES)
            .groupBy("batch_id")
            .agg(expr("CAST(max(coalesce(last_event, modified_at)) AS DATE) AS day"))
            .where("day < DATE'%s'".formatted(first))
            .collectAsList()
            .stream()
            .map(row -> row.getLong(0))
            .toList();
    return batches.isEmpty()
        ? Optional.empty()
        : remove(
            Tables.REJECTED_LINES,
            batches.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "batch_id IN (", ")")),
            first);
  }

  private Optional<String> remove(Table table, String condition, LocalDate first) {
    // Days that have lost rows stay marked, also where rows are to be kept longer since.
    long mark =
        Math.max(
            first.toEpochDay(),
            warehouse.lastTransaction(table, Warehouse.RETENTION).orElse(Long.MIN_VALUE));
    long rows = new Removal(warehouse, Warehouse.RETENTION, mark).of(table, condition);
    if (rows == 0) {
      return Optional.empty();
    }
    return Optional.of("%s: %,d rows of before %s removed".formatted(table.name(), rows, first));
  }
}
