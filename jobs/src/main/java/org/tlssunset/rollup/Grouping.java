package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.schema.Table;

/** How rows become groups, each a row of a table. */
interface Grouping extends Serializable {

  /** The table that the groups are rows of. */
  Table table();

  /**
   * How many groups a row is of: none if it does not count, two if it tells of a proxy and of a
   * client behind it.
   */
  default int groups(InternalRow row) {
    return 1;
  }

  /**
   * A group that a row is of.
   *
   * @param group from 0
   * @return valid as long as the row is
   */
  GroupKey key(InternalRow row, int group);

  /** By what a group is counted before and after it was made. */
  GroupKey account(GroupKey key);

  /** A group without rows. */
  Uses begin(GroupKey key);
}
