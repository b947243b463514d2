package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** How rows become groups, each a row of a table. */
final class Grouping implements Serializable {

  private static final long serialVersionUID = 1;

  private final String table;
  private final Count groups;
  private final Key key;
  private final Begin begin;
  private final int[] account;

  /** How many groups a row is of. */
  interface Count extends Serializable {
    int of(InternalRow row);
  }

  /** What a row's groups are told by. */
  interface Key extends Serializable {
    GroupKey of(InternalRow row, int group);
  }

  /** A group without rows. */
  interface Begin extends Serializable {
    Uses of(GroupKey key);
  }

  /**
   * @param table that the groups are rows of
   * @param groups none if a row does not count, two if it tells of a proxy and of a client behind
   *     it
   * @param key valid as long as the row is
   * @param account the parts of the key by which a group is counted before and after it was made
   */
  Grouping(Table table, Count groups, Key key, Begin begin, int... account) {
    this.table = table.name();
    this.groups = groups;
    this.key = key;
    this.begin = begin;
    this.account = account.clone();
  }

  Table table() {
    return Tables.all().stream()
        .filter(each -> each.name().equals(table))
        .findFirst()
        .orElseThrow();
  }

  int groups(InternalRow row) {
    return groups.of(row);
  }

  /**
   * A group that a row is of.
   *
   * @param group from 0
   * @return valid as long as the row is
   */
  GroupKey key(InternalRow row, int group) {
    return key.of(row, group);
  }

  /** By what a group is counted. */
  GroupKey account(GroupKey of) {
    @Nullable Object[] parts = new @Nullable Object[account.length];
    Arrays.setAll(parts, i -> of.part(account[i]));
    return GroupKey.of(parts);
  }

  Uses begin(GroupKey of) {
    return begin.of(of);
  }
}
