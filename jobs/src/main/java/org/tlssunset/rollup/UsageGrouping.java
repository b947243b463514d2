package org.tlssunset.rollup;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedValues;

/**
 * How rows become rows of usage: what is added up comes first in them, then what tells them apart.
 */
final class UsageGrouping implements Grouping {

  private static final long serialVersionUID = 1;

  /** What tells rows of {@code usage_daily} apart. */
  static final List<String> KEY =
      Tables.USAGE_DAILY
          .columnNames()
          .subList(0, Tables.USAGE_DAILY.columnNames().indexOf("observations"));

  /** Where that begins. */
  static final int FIRST = UsageUses.COLUMNS.size();

  private static final ScannedValues VALUES =
      new ScannedValues(
          Tables.USAGE_DAILY, Stream.concat(UsageUses.COLUMNS.stream(), KEY.stream()).toList());

  static final UsageGrouping OF_DAYS = new UsageGrouping();

  private UsageGrouping() {}

  @Override
  public Table table() {
    return Tables.USAGE_DAILY;
  }

  @Override
  public GroupKey key(InternalRow row, int group) {
    return GroupKey.of(parts(row, 0));
  }

  /**
   * What tells a row apart, its day first.
   *
   * @param before how many places are left empty before it
   */
  static @Nullable Object[] parts(InternalRow row, int before) {
    @Nullable Object[] parts = new @Nullable Object[before + KEY.size()];
    for (int i = 0; i < KEY.size(); i++) {
      parts[before + i] = VALUES.get(row, FIRST + i);
    }
    return parts;
  }

  /** By day. */
  @Override
  public GroupKey account(GroupKey key) {
    return GroupKey.of(key.part(0));
  }

  @Override
  public Uses begin(GroupKey key) {
    return new UsageUses(key);
  }
}
