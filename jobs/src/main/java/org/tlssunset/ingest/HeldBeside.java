package org.tlssunset.ingest;

import org.apache.spark.sql.Row;

/**
 * Whether a log has rows in the tables beside the observations.
 *
 * @param rejects in rejected_lines
 * @param innerClients in inner_clients
 */
record HeldBeside(boolean rejects, boolean innerClients) {

  static final HeldBeside NOTHING = new HeldBeside(false, false);

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {"rejected", "inner_clients"};

  /**
   * @param at the place of the first column in the row
   */
  static HeldBeside of(Row row, int at) {
    return new HeldBeside(row.getLong(at) > 0, !row.isNullAt(at + 1) && row.getLong(at + 1) > 0);
  }

  HeldBeside or(HeldBeside other) {
    return new HeldBeside(rejects || other.rejects, innerClients || other.innerClients);
  }
}
