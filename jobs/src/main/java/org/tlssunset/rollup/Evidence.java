package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.days.DayMarks;
import org.tlssunset.days.Recount;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What each party ever did, up to a day: out of the months that were over by then and the days
 * since. Days of these months that are in the window of which volumes are asked are read once more,
 * for these alone.
 *
 * @param proxies listed ones: others depend on what becomes of them
 * @param others all other parties
 */
public record Evidence(Groups<PartyEvidence> proxies, Groups<PartyEvidence> others) {

  /** So many parties are brought to the driver; of more, each partition is asked by its task. */
  public static final int MOST_ON_DRIVER = 50_000;

  /** The months that were over by a day. */
  private record Over(Warehouse warehouse, TreeSet<LocalDate> months, boolean areAsOne) {

    /** Of months that are not what their days say, or not yet one, the days are asked. */
    static Over of(Warehouse warehouse, LocalDate asOf) {
      Recount recount = new Recount(warehouse);
      TreeSet<LocalDate> all = DayMarks.daysOf(warehouse, Tables.USAGE_MONTHLY);
      TreeSet<LocalDate> months = new TreeSet<>(all.headSet(asOf.plusDays(1).withDayOfMonth(1)));
      months.removeAll(recount.due(new UsageMonths()));
      return new Over(warehouse, months, months.equals(all) && !recount.isDue(new EarlierUsage()));
    }

    boolean holds(LocalDate day) {
      return months.contains(day.withDayOfMonth(1));
    }

    /** As one, if they are all that there are by now. */
    Dataset<Row> rows() {
      return areAsOne
          ? EarlierUsage.asDays(warehouse, Tables.USAGE_EARLIER)
          : EarlierUsage.asDays(warehouse, Tables.USAGE_MONTHLY)
              .where(functions.trunc(col("observed_on"), "month").isInCollection(months));
    }
  }

  /**
   * Gathers it.
   *
   * @param asOf the last day that is looked at
   * @param window so many days up to it are those of which volumes are asked
   * @param most parties that are brought to the driver, {@link #MOST_ON_DRIVER} as a rule
   */
  public static Evidence of(
      Warehouse warehouse, LocalDate asOf, int window, WeakSuites weak, int most) {
    LocalDate first = asOf.minusDays(window - 1L);
    Over over = Over.of(warehouse, asOf);
    List<LocalDate> since = new ArrayList<>();
    List<LocalDate> again = new ArrayList<>();
    for (LocalDate day : DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).headSet(asOf, true)) {
      if (!over.holds(day)) {
        since.add(day);
      } else if (!day.isBefore(first)) {
        again.add(day);
      }
    }
    JudgedUsage facts = new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null);
    List<Fold.Rows> rows = new ArrayList<>();
    rows.add(new Fold.Rows(facts, days(warehouse, since)));
    if (!over.months.isEmpty()) {
      rows.add(new Fold.Rows(facts.telling(UsageRow.USES), over.rows()));
    }
    if (!again.isEmpty()) {
      rows.add(new Fold.Rows(facts.telling(UsageRow.VOLUMES), days(warehouse, again)));
    }
    Lately lately = new Lately((int) first.toEpochDay(), (int) asOf.toEpochDay(), weak);
    List<Groups<PartyEvidence>> groups =
        new Fold(facts, List.of(EvidenceUses.ofProxies(lately), EvidenceUses.ofOthers(lately)))
            .groups(rows, most, group -> ((EvidenceUses) group).evidence());
    return new Evidence(groups.get(0), groups.get(1));
  }

  private static Dataset<Row> days(Warehouse warehouse, Collection<LocalDate> days) {
    return warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(days));
  }

  /** Whether the parties are few, and on the driver: it may take them one by one at no cost. */
  public boolean isOnDriver() {
    return proxies.isOnDriver() && others.isOnDriver();
  }

  /** Takes what is made of all parties, proxies first; see {@link Groups#each}. */
  public <S> void each(Groups.Step<PartyEvidence, S> step, Consumer<S> taker) {
    proxies.each(step, taker);
    others.each(step, taker);
  }

  /** What is made of all parties; see {@link Groups#all}. */
  public <S> List<S> all(Groups.Step<PartyEvidence, S> step) {
    List<S> all = new ArrayList<>(proxies.all(step));
    all.addAll(others.all(step));
    return all;
  }

  /** Adds rows that are made of all parties to a commit. */
  public void into(Transaction commit, Groups.Step<PartyEvidence, InternalRow> step) {
    proxies.into(commit, step);
    others.into(commit, step);
  }

  /** The last day of evidence that is not in the future; null if there is none. */
  public static @Nullable LocalDate lastDay(Warehouse warehouse, LocalDate today) {
    return DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).floor(today);
  }
}
