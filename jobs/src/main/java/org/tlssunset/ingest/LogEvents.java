package org.tlssunset.ingest;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a log's observations are of.
 *
 * @param server whose log it is: the first that they name; null if they name none
 * @param first null if there is none
 * @param last null if there is none
 * @param days the days of them
 * @param locals the servers' own ends of connections
 * @param innerClients how many sessions servers have handed to each other
 */
record LogEvents(
    @Nullable String server,
    @Nullable Instant first,
    @Nullable Instant last,
    TreeSet<LocalDate> days,
    List<LocalUse> locals,
    long innerClients)
    implements Serializable {

  /** None. */
  static LogEvents none() {
    return new LogEvents(null, null, null, new TreeSet<>(), List.of(), 0);
  }

  /** These and those of another slice of the log. */
  LogEvents plus(LogEvents slice) {
    return new LogEvents(
        server == null ? slice.server : server,
        first == null || slice.first != null && slice.first.isBefore(first) ? slice.first : first,
        last == null || slice.last != null && slice.last.isAfter(last) ? slice.last : last,
        days(slice.days),
        LocalUse.merged(locals, slice.locals),
        innerClients + slice.innerClients);
  }

  /** The same on more days. */
  LogEvents and(Collection<LocalDate> moreDays) {
    return new LogEvents(server, first, last, days(moreDays), locals, innerClients);
  }

  private TreeSet<LocalDate> days(Collection<LocalDate> more) {
    TreeSet<LocalDate> all = new TreeSet<>(days);
    all.addAll(more);
    return all;
  }
}
