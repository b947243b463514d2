package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.days.DayMarks;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What each party ever did, up to a day: out of the months that were over by then and the days
 * since. Days of these months that are in the window of which volumes are asked are read once more,
 * for these alone.
 */
public final class Evidence {

  /** So many parties are brought to the driver; of more, each partition is asked by its task. */
  private static final int MOST_ON_DRIVER = 50_000;

  private final Warehouse warehouse;
  private final TreeSet<LocalDate> months;
  private final TreeSet<LocalDate> over;

  private Evidence(Warehouse warehouse, LocalDate asOf) {
    this.warehouse = warehouse;
    months = DayMarks.daysOf(warehouse, Tables.USAGE_MONTHLY);
    over = new TreeSet<>(months.headSet(asOf.plusDays(1).withDayOfMonth(1)));
  }

  /**
   * All parties.
   *
   * @param asOf the last day that is looked at
   * @param window so many days up to it are those of which volumes are asked
   */
  public static Groups<PartyEvidence> of(
      Warehouse warehouse, LocalDate asOf, int window, WeakSuites weak) {
    return new Evidence(warehouse, asOf).groups(asOf, asOf.minusDays(window - 1L), weak);
  }

  private Groups<PartyEvidence> groups(LocalDate asOf, LocalDate first, WeakSuites weak) {
    JudgedUsage facts = new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null);
    List<LocalDate> since = new ArrayList<>();
    List<LocalDate> again = new ArrayList<>();
    for (LocalDate day : DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).headSet(asOf, true)) {
      if (!over.contains(day.withDayOfMonth(1))) {
        since.add(day);
      } else if (!day.isBefore(first)) {
        again.add(day);
      }
    }
    List<Fold.Rows> rows = new ArrayList<>();
    rows.add(new Fold.Rows(facts, days(since)));
    if (!over.isEmpty()) {
      rows.add(new Fold.Rows(facts.telling(UsageRow.USES), earlier()));
    }
    if (!again.isEmpty()) {
      rows.add(new Fold.Rows(facts.telling(UsageRow.VOLUMES), days(again)));
    }
    Lately lately = new Lately((int) first.toEpochDay(), (int) asOf.toEpochDay(), weak);
    return new Fold(facts, List.of(EvidenceUses.grouping(lately)))
        .groups(rows, MOST_ON_DRIVER, group -> ((EvidenceUses) group).evidence());
  }

  private Dataset<Row> days(Collection<LocalDate> days) {
    return warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(days));
  }

  /** The months that were over: as one, if these are all that are. */
  private Dataset<Row> earlier() {
    return over.equals(months)
        ? EarlierUsage.asDays(warehouse, Tables.USAGE_EARLIER)
        : EarlierUsage.asDays(warehouse, Tables.USAGE_MONTHLY)
            .where(functions.trunc(col("observed_on"), "month").isInCollection(over));
  }

  /** The last day of evidence that is not in the future; null if there is none. */
  public static @Nullable LocalDate lastDay(Warehouse warehouse, LocalDate today) {
    return DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).floor(today);
  }
}
