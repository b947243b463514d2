package org.tlssunset.rollup;

import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * A small table beside {@code usage_daily}, of what its rows point to. It is written before the
 * days that point there, and their commit says which of its commits it saw: so a power cut that
 * takes the last of these is noticed.
 *
 * @param table the table
 * @param mark of its commits: of two runs at once, the second fails
 */
record SideTable(Table table, String mark) {

  /** Has a commit of days say what it saw of the table. */
  void seen(Warehouse warehouse, Transaction days) {
    days.mark(seenMark(), held(warehouse));
  }

  /** Whether the table is behind the days. */
  boolean isBehind(Warehouse warehouse) {
    return seen(warehouse) > held(warehouse);
  }

  /** Begins a commit of the table. */
  Transaction begin(Warehouse warehouse) {
    return warehouse.begin(
        table,
        mark,
        Math.max(seen(warehouse), Math.max(held(warehouse) + 1, System.currentTimeMillis())));
  }

  private String seenMark() {
    return mark + "/seen";
  }

  private long seen(Warehouse warehouse) {
    return warehouse.lastTransaction(Tables.USAGE_DAILY, seenMark()).orElse(0);
  }

  private long held(Warehouse warehouse) {
    return warehouse.lastTransaction(table, mark).orElse(0);
  }
}
