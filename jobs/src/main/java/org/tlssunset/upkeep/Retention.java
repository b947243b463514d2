package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tlssunset.days.DayMarks;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Removes what is older than it is to be kept, by what the schema says of a table, and who signed
 * in from what is older than that is. Each removal is marked with the first day that stays: days
 * before it are not counted again, for not all of their rows are left.
 */
final class Retention {

  private final Warehouse warehouse;
  private final RetentionSettings keep;
  private final LocalDate today;
  private final OldUsers users;
  private final ToldUsers told;

  Retention(Warehouse warehouse, RetentionSettings keep, LocalDate today) {
    this.warehouse = warehouse;
    this.keep = keep;
    this.today = today;
    users = new OldUsers(warehouse);
    told = new ToldUsers(warehouse);
  }

  /** Does what is due, and gives a sentence for each table that it changed. */
  List<String> run() {
    List<String> done = new ArrayList<>(rows());
    keep.firstWithUsers(today)
        .ifPresent(
            first -> {
              done.addAll(users.remove(first));
              told.remove(first).ifPresent(done::add);
            });
    return done;
  }

  private List<String> rows() {
    return Tables.all().stream().flatMap(table -> rows(table).stream()).toList();
  }

  private Optional<String> rows(Table table) {
    return keep.first(table.kept(), today)
        .map(first -> begin(table, first))
        .flatMap(first -> before(table, first));
  }

  /** Of months, those go that are over before. */
  private static LocalDate begin(Table table, LocalDate first) {
    return table.isOfMonths() ? first.withDayOfMonth(1) : first;
  }

  private Optional<String> before(Table table, LocalDate first) {
    return table.day().isPresent()
        ? remove(table, "%s < %s".formatted(table.day().get(), Sql.day(first)), first)
        : batches(table, first);
  }

  /**
   * Of a table whose rows have no day: those of a batch go together, once all of its logs are
   * older. A log is as old as its last event, or else as its file.
   */
  private Optional<String> batches(Table table, LocalDate first) {
    List<String> batches =
        warehouse
            .read(Tables.INGESTED_FILES)
            .groupBy("batch_id")
            .agg(expr("CAST(max(coalesce(last_event, modified_at)) AS DATE) AS day"))
            .where("day < " + Sql.day(first))
            .collectAsList()
            .stream()
            .map(row -> String.valueOf(row.getLong(0)))
            .toList();
    return batches.isEmpty()
        ? Optional.empty()
        : remove(
            table, batches.stream().collect(Collectors.joining(", ", "batch_id IN (", ")")), first);
  }

  /**
   * The version that a removal is marked with: days that have lost something stay marked, also
   * where it is to be kept longer since.
   *
   * @param application that marks it
   * @param first the first day that keeps it
   */
  static long mark(Warehouse warehouse, Table table, String application, LocalDate first) {
    return Math.max(
        first.toEpochDay(), warehouse.lastTransaction(table, application).orElse(Long.MIN_VALUE));
  }

  private Optional<String> remove(Table table, String condition, LocalDate first) {
    long rows = warehouse.read(table).where(condition).count();
    if (rows == 0) {
      return Optional.empty();
    }
    Transaction commit =
        warehouse.begin(
            table, Warehouse.RETENTION, mark(warehouse, table, Warehouse.RETENTION, first));
    commit.remove(condition);
    if (table.day().isPresent()) {
      DayMarks.drop(warehouse, table, commit, first);
    }
    commit.commit();
    return Optional.of("%s: %,d rows of before %s removed".formatted(table.name(), rows, first));
  }
}
