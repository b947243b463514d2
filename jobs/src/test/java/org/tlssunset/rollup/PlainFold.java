package org.tlssunset.rollup;

import com.google.common.collect.Iterators;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** Folds observations as the rollups do, in plain Java: without a warehouse and its engine. */
final class PlainFold {

  private final List<KnownAddress> known;
  private Map<Long, TlsKind> kinds = Map.of();

  /**
   * @param known of addresses
   */
  PlainFold(List<KnownAddress> known) {
    this.known = known;
  }

  /** Rows of {@code usage_daily}. */
  List<InternalRow> usage(List<Observation> observations) {
    Sightings<TlsKind> seen = new Sightings<>(1_000);
    ObservationFacts facts =
        new ObservationFacts(Identity.NAMES, seen, new Sightings<>(Integer.MAX_VALUE));
    List<ObservationColumn> columns =
        names(facts).stream().map(name -> ObservationColumn.valueOf(name.toUpperCase())).toList();
    Iterator<InternalRow> rows =
        observations.stream().map(observation -> row(observation, columns)).iterator();
    List<InternalRow> usage = folded(facts, UsageGrouping.OF_DAYS, rows);
    kinds = seen.value().stream().collect(Collectors.toMap(TlsKind::number, Function.identity()));
    return usage;
  }

  private static InternalRow row(Observation observation, List<ObservationColumn> columns) {
    return new GenericInternalRow(
        columns.stream()
            .map(observation::get)
            .map(value -> value instanceof String text ? UTF8String.fromString(text) : value)
            .toArray());
  }

  /** The month of a row of usage. */
  static YearMonth month(InternalRow usage) {
    int day = usage.getInt(Tables.USAGE_DAILY.columnNames().indexOf("observed_on"));
    return YearMonth.from(LocalDate.ofEpochDay(day));
  }

  /** A row's values by their columns. */
  static Map<String, @Nullable Object> columns(Row row) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String column : row.schema().fieldNames()) {
      values.put(column, row.getAs(column));
    }
    return values;
  }

  /** Rows of {@code client_program}, of rows of usage that this has made. */
  List<Map<String, @Nullable Object>> programs(List<InternalRow> usage) {
    JudgedUsage facts = new JudgedUsage(known, kinds, null);
    int[] places = places(Tables.USAGE_DAILY, names(facts));
    Iterator<InternalRow> rows = usage.stream().map(row -> chosen(row, places)).iterator();
    return folded(facts, ProgramUses.GROUPING, rows).stream().map(PlainFold::program).toList();
  }

  private static Map<String, @Nullable Object> program(InternalRow row) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String column : Tables.CLIENT_PROGRAM.columnNames()) {
      Object value = ((GenericInternalRow) row).values()[values.size()];
      values.put(column, value instanceof UTF8String text ? text.toString() : value);
    }
    return values;
  }

  private static InternalRow chosen(InternalRow row, int[] places) {
    @Nullable Object[] values = ((GenericInternalRow) row).values();
    return new GenericInternalRow(Arrays.stream(places).mapToObj(at -> values[at]).toArray());
  }

  private static int[] places(Table table, List<String> names) {
    return names.stream().mapToInt(table.columnNames()::indexOf).toArray();
  }

  private static List<String> names(FactRows facts) {
    return Arrays.stream(facts.columns()).map(Object::toString).toList();
  }

  private static List<InternalRow> folded(
      FactRows facts, Grouping grouping, Iterator<InternalRow> rows) {
    FoldSums sums = new FoldSums();
    List<Grouping> groupings = List.of(grouping);
    List<InternalRow> folded = new ArrayList<>();
    TableRow made = new TableRow(grouping.table());
    new MergedGroups(
            groupings,
            sums,
            0,
            new PartialGroups(
                facts,
                groupings,
                sums,
                0,
                Iterators.transform(rows, facts::taken),
                Integer.MAX_VALUE))
        .forEachRemaining(group -> folded.add(group._2().row(made)));
    sums.refuseUnlike(1);
    return folded;
  }
}
