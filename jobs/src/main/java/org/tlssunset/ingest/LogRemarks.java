package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlssunset.schema.RejectReason;

/**
 * What is to be said of a log that was read.
 *
 * @param concludedAlone sessions that it left open and that were not kept to be joined with their
 *     parts in other logs: there were too many
 * @param addressColumns columns that nothing reads and that hold addresses
 * @param rejects how many of its lines could not be used, by why
 */
record LogRemarks(
    long concludedAlone, SortedSet<String> addressColumns, Map<RejectReason, Long> rejects)
    implements Serializable {

  /** Nothing. */
  static LogRemarks none() {
    return new LogRemarks(0, new TreeSet<>(), Map.of());
  }

  /** These and those on another slice of the log. */
  LogRemarks plus(LogRemarks slice) {
    SortedSet<String> columns = new TreeSet<>(addressColumns);
    columns.addAll(slice.addressColumns);
    Map<RejectReason, Long> all = new EnumMap<>(RejectReason.class);
    all.putAll(rejects);
    slice.rejects.forEach((reason, lines) -> all.merge(reason, lines, Long::sum));
    return new LogRemarks(concludedAlone + slice.concludedAlone, columns, all);
  }
}
