package org.tlssunset.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.warehouse.Warehouse;

/**
 * What TLS clients had, week by week and protocol by protocol: in days on which a client was seen
 * with it, from {@code client_protocol_daily}. Volumes of different logs do not compare; days do.
 */
final class WeeklyVersions {

  private final LocalDate first;
  private final LocalDate last;
  private final TreeMap<Protocol, SortedMap<UseKind, SortedMap<LocalDate, Long>>> counts =
      new TreeMap<>();

  /** A protocol in one direction. */
  record Protocol(String direction, String name) implements Comparable<Protocol> {

    private static final Comparator<Protocol> ORDER =
        Comparator.comparing(Protocol::direction).thenComparing(Protocol::name);

    @Override
    public int compareTo(Protocol other) {
      return ORDER.compare(this, other);
    }
  }

  private WeeklyVersions(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /**
   * Asks the table.
   *
   * @param asOf the last day that is looked at
   * @param weeks how many, up to that day's
   */
  static WeeklyVersions of(Warehouse warehouse, LocalDate asOf, int weeks) {
    LocalDate last = asOf.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    WeeklyVersions found = new WeeklyVersions(last.minusWeeks(weeks - 1L), last);
    for (Row row :
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where(
                col("observed_on")
                    .between(lit(found.first), lit(asOf))
                    .and(col("role").equalTo(Role.CLIENT.label()))
                    .and(col("tls_outcome").notEqual(TlsOutcome.NONE.label())))
            .groupBy(
                trunc(col("observed_on"), "week").as("week"),
                col("direction"),
                col("protocol"),
                col("tls_hop"),
                col("tls_outcome"),
                col("tls_version"))
            .agg(count(lit(1)))
            .collectAsList()) {
      found.add(row);
    }
    return found;
  }

  private void add(Row row) {
    counts
        .computeIfAbsent(new Protocol(row.getString(1), row.getString(2)), any -> new TreeMap<>())
        .computeIfAbsent(
            UseKind.of(row.getString(3), row.getString(4), row.getString(5)),
            any -> new TreeMap<>())
        .merge(row.getAs(0), row.getLong(6), Long::sum);
  }

  /** The first week's Monday. */
  LocalDate first() {
    return first;
  }

  /** The last week's Monday. */
  LocalDate last() {
    return last;
  }

  /**
   * Days of clients by protocol, kind of use and the week's Monday; weeks without any are not
   * there.
   */
  Map<Protocol, SortedMap<UseKind, SortedMap<LocalDate, Long>>> counts() {
    return counts;
  }
}
