package org.tlssunset.rollup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedValues;

/**
 * How rows become rows of usage: what is added up comes first in them, then what tells them apart.
 */
final class UsageGrouping {

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

  /** Days; sums by day. */
  static final Grouping OF_DAYS =
      new Grouping(
          Tables.USAGE_DAILY,
          row -> 1,
          (row, group) -> GroupKey.of(parts(row, 0)),
          UsageUses::new,
          0);

  private UsageGrouping() {}

  /**
   * Months; sums by month.
   *
   * @param stretches of each day, the first day of its stretch; both since 1970
   */
  static Grouping ofMonths(HashMap<Integer, Integer> stretches) {
    return new Grouping(
        Tables.USAGE_MONTHLY,
        row -> 1,
        (row, group) -> {
          @Nullable Object[] parts = parts(row, 1);
          int day = Objects.requireNonNull((Integer) parts[1]);
          parts[0] = (int) LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
          parts[1] = stretches.get(day);
          return GroupKey.of(parts);
        },
        UsageUses::new,
        0);
  }

  /**
   * No months; sums by stretch.
   *
   * @param stretches of each day, the first day of its stretch; both since 1970
   */
  static Grouping ofEarlier(HashMap<Integer, Integer> stretches) {
    return new Grouping(
        Tables.USAGE_EARLIER,
        row -> 1,
        (row, group) -> {
          @Nullable Object[] parts = parts(row, 0);
          parts[0] = stretches.get(Objects.requireNonNull((Integer) parts[0]));
          return GroupKey.of(parts);
        },
        UsageUses::new,
        0);
  }

  /**
   * What tells a row apart, its day first.
   *
   * @param before how many places are left empty before it
   */
  private static @Nullable Object[] parts(InternalRow row, int before) {
    @Nullable Object[] parts = new @Nullable Object[before + KEY.size()];
    for (int i = 0; i < KEY.size(); i++) {
      parts[before + i] = VALUES.get(row, FIRST + i);
    }
    return parts;
  }
}
