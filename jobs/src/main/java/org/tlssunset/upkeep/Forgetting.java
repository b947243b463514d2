package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DayMarks;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.days.Recount;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Removes a person from all tables, by what the schema says of their columns: the last tables of
 * the flow first, so that a run that was killed can be run again. Tables that are counted from
 * others are left to be counted again from what these still hold; only where they cannot be, on
 * days whose inputs were removed for their age, a person is struck from them, and the counts stay.
 */
public final class Forgetting {

  /** Marks the commits; the version is when, in milliseconds since 1970. */
  private static final String MARK = "tls-sunset-forget";

  private final Warehouse warehouse;
  private final Person person;
  private final List<DerivedDays> days;
  private final List<DerivedWhole> wholes;
  private final long now = System.currentTimeMillis();

  /**
   * @param days the tables that are counted day by day, up to date
   * @param wholes the tables that are counted as a whole, up to date
   */
  public Forgetting(
      Warehouse warehouse, Person person, List<DerivedDays> days, List<DerivedWhole> wholes) {
    this.warehouse = warehouse;
    this.person = person;
    this.days = days;
    this.wholes = wholes;
  }

  /**
   * Changes nothing.
   *
   * @return how many rows of each table hold the person, in the order they would be removed
   */
  public Map<String, Long> held() {
    Map<String, Long> held = new LinkedHashMap<>();
    for (Table table : lastFirst()) {
      held.put(table.name(), rows(table));
    }
    return held;
  }

  /**
   * Removes what cannot be counted again; what can be has to be, after it.
   *
   * @return how many rows of each table held the person, in the order they were removed
   */
  public Map<String, Long> run() {
    Map<String, Long> removed = held();
    for (Table table : lastFirst()) {
      if (removed.getOrDefault(table.name(), 0L) > 0) {
        struck(table).ifPresent(of -> strike(table, "(%s) AND (%s)".formatted(holding(table), of)));
      }
    }
    return removed;
  }

  private static List<Table> lastFirst() {
    List<Table> tables = Tables.all();
    Collections.reverse(tables);
    return tables;
  }

  private long rows(Table table) {
    return warehouse.read(table).where(holding(table)).count();
  }

  /** The rows that a person is struck from, as a condition; empty if all are counted again. */
  private Optional<String> struck(Table table) {
    if (wholes.stream()
        .anyMatch(
            derived -> derived.tables().contains(table) && !derived.compared().contains(table))) {
      return Optional.empty();
    }
    Optional<DerivedDays> derived =
        days.stream().filter(each -> each.table().equals(table)).findFirst();
    return derived.isEmpty()
        ? Optional.of("true")
        : new Recount(warehouse)
            .firstCounted(derived.get())
            .map(first -> "%s < %s".formatted(table.day().orElseThrow(), Sql.day(first)));
  }

  /** A condition on rows, never null: those that go, and those of which something does. */
  private String holding(Table table) {
    return Stream.concat(
            Stream.of(person.row(table.columns(), "")),
            Person.lists(table).stream()
                .map(
                    list ->
                        "coalesce(exists(%s, item -> %s), false)"
                            .formatted(list.name(), person.item(list))))
        .collect(Collectors.joining(" OR "));
  }

  private void strike(Table table, String holding) {
    Dataset<Row> rows = warehouse.read(table).where(holding);
    Transaction commit = warehouse.begin(table, MARK, now);
    List<Column> lists = Person.lists(table);
    List<Column> names = Person.names(table);
    if (!lists.isEmpty() || !names.isEmpty()) {
      Dataset<Row> rest = rows.where("NOT " + person.row(table, names));
      for (Column list : lists) {
        rest = rest.withColumn(list.name(), expr(without(list)));
      }
      for (Column name : names) {
        rest =
            rest.withColumn(
                name.name(), expr("if(%s, NULL, %s)".formatted(person.name(name), name.name())));
      }
      commit.add(rest);
    }
    commit.remove(holding);
    if (table.day().isPresent()) {
      DayMarks.strike(warehouse, table, commit, changed(table.day().get(), rows), "forget");
    }
    commit.commit();
  }

  /** A list without what tells of the person; of structs, none at all if nothing is left. */
  private String without(Column list) {
    String rest = "filter(%s, item -> NOT %s)".formatted(list.name(), person.item(list));
    return list.type() == ColumnType.STRUCT_ARRAY
        ? "CASE WHEN size(%1$s) > 0 THEN %1$s END".formatted(rest)
        : rest;
  }

  private static List<LocalDate> changed(String day, Dataset<Row> rows) {
    List<LocalDate> days = new ArrayList<>();
    rows.select(day).distinct().collectAsList().forEach(row -> days.add(row.getAs(0)));
    return days;
  }
}
