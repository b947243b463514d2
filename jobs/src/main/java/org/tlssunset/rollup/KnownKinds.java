package org.tlssunset.rollup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedRows;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** The table {@code tls_kinds}: each kind is written once, when it is first seen. */
final class KnownKinds {

  static final SideTable TABLE = new SideTable(Tables.TLS_KINDS, "tls-sunset-tls-kinds");

  private KnownKinds() {}

  /** What the table holds, by number. */
  static Map<Long, TlsKind> of(Warehouse warehouse) {
    Map<Long, TlsKind> known = new HashMap<>();
    warehouse.rows(
        Tables.TLS_KINDS,
        Tables.TLS_KINDS.columnNames(),
        row -> known.put(row.getLong(0), new TlsKind(facts(row))));
    return known;
  }

  private static GroupKey facts(Row row) {
    @Nullable Object[] facts = new @Nullable Object[row.length() - 1];
    for (int i = 0; i < facts.length; i++) {
      Object value = row.get(i + 1);
      facts[i] = value instanceof String text ? UTF8String.fromString(text) : value;
    }
    return GroupKey.of(facts);
  }

  /**
   * Adds those that are new. A run that is killed after this adds none of them twice.
   *
   * @throws IllegalStateException if two kinds have one number
   */
  static void add(Warehouse warehouse, Collection<TlsKind> seen) {
    Map<Long, TlsKind> known = of(warehouse);
    List<InternalRow> rows = new ArrayList<>();
    for (TlsKind kind : seen) {
      TlsKind other = known.putIfAbsent(kind.number(), kind);
      if (other == null) {
        rows.add(kind.row());
      } else if (!Objects.equals(other, kind)) {
        throw new IllegalStateException("%s and %s have one number".formatted(other, kind));
      }
    }
    if (!rows.isEmpty()) {
      Transaction commit = TABLE.begin(warehouse);
      commit.add(rows);
      commit.commitAlways();
    }
  }

  /**
   * Removes those that no row of usage has any more: of days that were counted again, when other
   * logs told more of their sessions.
   *
   * @param used numbers that some rows have
   */
  static void keep(Warehouse warehouse, Set<Long> used) {
    Set<Long> unused = new TreeSet<>(of(warehouse).keySet());
    unused.removeAll(used);
    for (Table table : List.of(Tables.USAGE_DAILY, Tables.USAGE_MONTHLY)) {
      if (!unused.isEmpty()) {
        ScannedRows.of(warehouse.read(table), functions.col("tls_kind"))
            .map(row -> row.getLong(0))
            .distinct()
            .collect()
            .forEach(unused::remove);
      }
    }
    if (!unused.isEmpty()) {
      Transaction commit = TABLE.begin(warehouse);
      commit.remove(
          unused.stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", "tls_kind IN (", ")")));
      commit.commit();
    }
  }
}
