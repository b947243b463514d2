package org.tlssunset.upkeep;

import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * Takes rows out of tables, a commit each.
 *
 * @param application the {@code txnAppId} that marks the commits
 * @param version the {@code txnVersion} that marks them
 */
record Removal(Warehouse warehouse, String application, long version) {

  /**
   * Removes the rows that meet a condition; commits nothing if there are none.
   *
   * @return how many
   */
  long of(Table table, String condition) {
    long rows = warehouse.read(table).where(condition).count();
    if (rows > 0) {
      Transaction commit = warehouse.begin(table, application, version);
      commit.remove(condition);
      commit.commit();
    }
    return rows;
  }
}
