package org.tlssunset.rollup;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A group of one of several tables. It is no record: Kryo cannot write one. */
final class TableKey implements Comparable<TableKey>, Serializable {

  private static final long serialVersionUID = 1;

  private static final int PRIME = 31;

  private final int table;
  private final GroupKey key;

  /**
   * @param table its place among them
   */
  TableKey(int table, GroupKey key) {
    this.table = table;
    this.key = key;
  }

  int table() {
    return table;
  }

  /** Of so many partitions for each table, the one that the group is in. */
  int partition(int ofEach) {
    return table * ofEach + Math.floorMod(key.hashCode(), ofEach);
  }

  @Override
  public int compareTo(TableKey other) {
    return table == other.table ? key.compareTo(other.key) : Integer.compare(table, other.table);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TableKey same && table == same.table && key.equals(same.key);
  }

  /** The same on all machines. */
  @Override
  public int hashCode() {
    return PRIME * key.hashCode() + table;
  }
}
