package org.tlssunset.rollup;

import java.io.Serializable;

/**
 * A group of one of several tables.
 *
 * @param table its place among them
 */
record TableKey(int table, GroupKey key) implements Comparable<TableKey>, Serializable {

  private static final int PRIME = 31;

  @Override
  public int compareTo(TableKey other) {
    return table == other.table ? key.compareTo(other.key) : Integer.compare(table, other.table);
  }

  /** The same on all machines. */
  @Override
  public int hashCode() {
    return PRIME * key.hashCode() + table;
  }
}
