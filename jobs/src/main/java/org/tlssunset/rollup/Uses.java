package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.TableRow;

/** What all rollups tell of a group of rows; times are in microseconds since 1970. */
abstract class Uses implements Serializable {

  private static final long serialVersionUID = 1;

  private final GroupKey key;
  private long observations;
  private long requests;
  private long firstSeen = Long.MAX_VALUE;
  private long lastSeen = Long.MIN_VALUE;

  Uses(GroupKey key) {
    this.key = key;
  }

  /**
   * Takes a row, whose texts are valid only until the next.
   *
   * @param group which of the row's groups this is, from 0
   */
  abstract void add(InternalRow row, int group);

  /** What the group's rows have in common. */
  final GroupKey key() {
    return key;
  }

  /** Takes what was found elsewhere of the same group. */
  void add(Uses other) {
    count(other.observations, other.requests, other.firstSeen, other.lastSeen);
  }

  /** Fills the columns that the group was made by, and those of its own. */
  abstract void fill(TableRow row);

  final void count(long rows, long events, long first, long last) {
    observations = Math.addExact(observations, rows);
    requests = Math.addExact(requests, events);
    firstSeen = Math.min(firstSeen, first);
    lastSeen = Math.max(lastSeen, last);
  }

  /** Counts what a row of usage stands for. */
  final void count(InternalRow row) {
    count(
        row.getLong(UsageRow.OBSERVATIONS),
        row.getLong(UsageRow.REQUESTS),
        row.getLong(UsageRow.FIRST_SEEN),
        row.getLong(UsageRow.LAST_SEEN));
  }

  final long observations() {
    return observations;
  }

  final long requests() {
    return requests;
  }

  /** A row's text, valid only until the next row; null if it has none. */
  static @Nullable UTF8String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column);
  }

  static @Nullable Integer number(InternalRow row, int column) {
    return row.isNullAt(column) ? null : (Integer) row.getInt(column);
  }

  /** The group as a row of its table. */
  final InternalRow row(TableRow row) {
    fill(
        row.set("first_seen", firstSeen)
            .set("last_seen", lastSeen)
            .set("observations", observations)
            .set("requests", requests));
    return row.take();
  }
}
