package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;

/** How rows of one table become groups, each a row of another. */
interface Grouping extends Serializable {

  /** The table that the groups are rows of. */
  Table table();

  /** What is read of the rows, in the order in which {@link #key} and {@link Uses#add} find it. */
  Column[] columns();

  /** The row with what follows from it; valid as long as the row is. */
  default InternalRow judged(InternalRow row) {
    return row;
  }

  /**
   * How many groups a judged row is of: none if it does not count, two if it tells of a proxy and
   * of a client behind it.
   */
  default int groups(InternalRow row) {
    return 1;
  }

  /**
   * A group that a judged row is of.
   *
   * @param group from 0
   * @return valid as long as the row is
   */
  GroupKey key(InternalRow row, int group);

  /**
   * By what the rows that are read are counted again elsewhere.
   *
   * @return valid as long as the row is; null if they are not, or the row is judged as none may be
   */
  default @Nullable GroupKey origin(InternalRow row) {
    return null;
  }

  /** By what a group is counted before and after it was made. */
  GroupKey account(GroupKey key);

  /** How many observations a row stands for. */
  long observations(InternalRow row);

  /** How many requests a row stands for. */
  long requests(InternalRow row);

  /** A group without rows. */
  Uses begin(GroupKey key);
}
