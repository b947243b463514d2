package org.tlssunset.plan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * How many parties were proven old, week by week: a party counts from the week of its first old use
 * until the days of silence after its last one are over, by the policy of its role, direction and
 * protocol. Each counts once, whatever protocols and programs it uses.
 */
public final class BurnDown {

  private final TreeMap<LocalDate, Long> weeks = new TreeMap<>();

  private BurnDown() {}

  /**
   * When a party was old, in days since 1970.
   *
   * @param end the first day on which it has been silent for long enough
   */
  private record Span(int first, int end) {

    private Span with(Span other) {
      return new Span(Math.min(first, other.first), Math.max(end, other.end));
    }

    private boolean holds(int day) {
      return first <= day && day < end;
    }
  }

  /**
   * Of those in {@code client_status}.
   *
   * @param count how many weeks, up to that of the last day of evidence
   */
  public static BurnDown of(Warehouse warehouse, Policy policy, LocalDate asOf, int count) {
    Map<List<String>, Span> spans = new HashMap<>();
    warehouse.rows(
        Tables.CLIENT_STATUS,
        List.of(
            "role",
            "party",
            "status",
            "legacy_first_seen",
            "legacy_last_seen",
            "direction",
            "protocol"),
        row -> {
          if (isProven(row)) {
            int silence =
                policy.terms(row.getString(0), row.getString(5), row.getString(6)).silence();
            spans.merge(
                List.of(row.getString(0), String.valueOf(row.getString(1))),
                new Span(day(row.getAs(3)), day(row.getAs(4)) + silence),
                Span::with);
          }
        });
    BurnDown found = new BurnDown();
    LocalDate monday = asOf.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (int week = count - 1; week >= 0; week--) {
      LocalDate begin = monday.minusWeeks(week);
      LocalDate end = begin.plusDays(6).isAfter(asOf) ? asOf : begin.plusDays(6);
      int last = (int) end.toEpochDay();
      found.weeks.put(begin, spans.values().stream().filter(span -> span.holds(last)).count());
    }
    return found;
  }

  private static boolean isProven(Row row) {
    ClientStatus status = Labelled.find(ClientStatus.values(), row.getString(2));
    return status != null && status.hasBeenOld();
  }

  private static int day(Instant time) {
    return (int) time.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  /** The parties of each week, by its Monday. */
  public SortedMap<LocalDate, Long> weeks() {
    return weeks;
  }
}
