package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DayMarks;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What each party ever did, up to a day: out of the months that were over before the window of
 * which volumes are asked, and out of the days since.
 */
public final class Evidence {

  private Evidence() {}

  /**
   * All parties.
   *
   * @param asOf the last day that is looked at
   * @param window so many days up to it are those of which volumes are asked
   */
  public static Groups<PartyEvidence> of(
      Warehouse warehouse, LocalDate asOf, int window, WeakSuites weak) {
    LocalDate first = asOf.minusDays(window - 1L);
    LocalDate begin = first.withDayOfMonth(1);
    TreeSet<LocalDate> over = DayMarks.daysOf(warehouse, Tables.USAGE_MONTHLY);
    List<LocalDate> months = List.copyOf(over.headSet(begin));
    List<LocalDate> days =
        DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).headSet(asOf, true).stream()
            .filter(day -> !day.isBefore(begin) || !over.contains(day.withDayOfMonth(1)))
            .toList();
    Dataset<Row> ofDays =
        warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(days));
    Lately lately = new Lately((int) first.toEpochDay(), (int) asOf.toEpochDay(), weak);
    Fold fold =
        new Fold(
            new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null),
            List.of(EvidenceUses.grouping(lately)));
    return fold.groups(
        months.isEmpty()
            ? List.of(ofDays)
            : List.of(
                ofDays,
                EarlierUsage.asDays(warehouse, Tables.USAGE_MONTHLY)
                    .where(
                        org.apache
                            .spark
                            .sql
                            .functions
                            .trunc(col("observed_on"), "month")
                            .isInCollection(months))),
        group -> ((EvidenceUses) group).evidence());
  }

  /** The last day of evidence that is not in the future; null if there is none. */
  public static @org.jspecify.annotations.Nullable LocalDate lastDay(
      Warehouse warehouse, LocalDate today) {
    return DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).floor(today);
  }
}
