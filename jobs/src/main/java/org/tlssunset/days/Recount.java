package org.tlssunset.days;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tlssunset.schema.Kept;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Brings tables up to date that are counted from others. A day is counted again if what it was
 * counted from is not what there is now; so it does not matter in what order or how often that
 * changed, or who was killed in between.
 */
public final class Recount {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-days";

  /** The mark of days that were brought over from an older version of the program. */
  private static final String ADOPTED = "adopted";

  /** So many days are counted in a commit: what a killed run has to do again. */
  private static final int MOST_DAYS = 100;

  private final Warehouse warehouse;
  private final int mostDays;

  public Recount(Warehouse warehouse) {
    this(warehouse, MOST_DAYS);
  }

  Recount(Warehouse warehouse, int mostDays) {
    this.warehouse = warehouse;
    this.mostDays = mostDays;
  }

  /** Counts the days that differ, a bounded number a commit. */
  public RecountResult days(DerivedDays derived) {
    Table table = derived.table();
    derived.recover(warehouse);
    Optional<DayMarks> known = DayMarks.of(warehouse, table);
    DayMarks marks = known.orElseGet(DayMarks::none);
    DueDays due = DueDays.of(warehouse, derived, marks);
    boolean isOlder = known.isEmpty() && isBehindOthers(derived);
    if (due.isNone() && !isOlder) {
      return new RecountResult(false, List.of());
    }
    marks.days().putAll(due.frozen());
    if (isOlder) {
      adopt(derived, marks, due);
    }
    List<LocalDate> days = new ArrayList<>(due.counted().keySet());
    for (int from = 0; from < days.size(); from += mostDays) {
      count(derived, marks, due, days.subList(from, Math.min(days.size(), from + mostDays)));
    }
    if (days.isEmpty() && !isOlder) { // that days are not counted is said once
      commit(begin(table), marks);
    }
    warehouse.pack(table);
    boolean isSilent = isOlder || !outlives(table);
    return new RecountResult(true, isSilent ? List.of() : List.copyOf(due.frozen().keySet()));
  }

  /**
   * Whether an older version of the program made the table, or has left something for it: where
   * nothing was counted yet, days may be gone that it would have been counted from.
   */
  private boolean isBehindOthers(DerivedDays derived) {
    return warehouse.size(derived.table()).files() > 0
        || DueDays.first(warehouse, derived).isPresent();
  }

  /**
   * Takes out of a table what can be counted again: an older version does not say from what it
   * counted.
   */
  private void adopt(DerivedDays derived, DayMarks marks, DueDays due) {
    Transaction commit = begin(derived.table());
    String day = derived.table().day().orElseThrow();
    if (due.first().isPresent()) {
      LocalDate first = due.first().get();
      DerivedDays.Adoption adopted = derived.adopt(warehouse, commit, first);
      commit.remove("%s >= %s".formatted(day, Sql.day(first)), adopted.removed());
      adopted.days().forEach(each -> marks.days().put(each, DayMark.of(ADOPTED)));
    } else {
      commit.removeAll();
    }
    commit(commit, marks);
  }

  private void count(DerivedDays derived, DayMarks marks, DueDays due, Collection<LocalDate> days) {
    Table table = derived.table();
    Transaction commit = begin(table);
    List<LocalDate> there = days.stream().filter(marks.days()::containsKey).toList();
    if (!there.isEmpty()) {
      commit.remove(Sql.days(table.day().orElseThrow(), there));
    }
    derived.count(warehouse, commit, days);
    for (LocalDate day : days) {
      if (due.hasInputs(day)) {
        marks.days().put(day, DayMark.of(due.counted().get(day)));
      } else {
        marks.days().remove(day);
      }
    }
    commit(commit, marks);
  }

  /** With the marks, also where they are all that is new. */
  private static void commit(Transaction commit, DayMarks marks) {
    marks.in(commit);
    commit.commitAlways();
  }

  private Transaction begin(Table table) {
    return warehouse.begin(table, MARK, System.currentTimeMillis());
  }

  /** The days that would be counted now, in order. */
  public List<LocalDate> due(DerivedDays derived) {
    return List.copyOf(DueDays.of(warehouse, derived, marks(derived.table())).counted().keySet());
  }

  /** The first day that can be counted; empty if any can. */
  public Optional<LocalDate> firstCounted(DerivedDays derived) {
    return DueDays.first(warehouse, derived);
  }

  /**
   * Whether its days stay when observations go: else they go with these, and nothing is frozen. A
   * month that has lost days of its own age is no news.
   */
  private static boolean outlives(Table table) {
    return table.kept() != Kept.OBSERVATIONS && !table.isOfMonths();
  }

  /** How many days others tell more of than the table holds, and cannot be counted again. */
  public long frozen(DerivedDays derived) {
    if (!outlives(derived.table())) {
      return 0;
    }
    return DayMarks.frozen(warehouse, derived.table()).size();
  }

  /** Counts tables again if any day differs that they are counted from. */
  public RecountResult whole(DerivedWhole derived) {
    Inputs inputs = new Inputs(warehouse, derived.inputs(), Reach.SAME_DAY);
    String from = inputs.ofAll(derived.basis(warehouse));
    boolean isEmpty =
        inputs.days().isEmpty()
            && derived.tables().stream().allMatch(table -> warehouse.size(table).files() == 0);
    if (isEmpty || areFrom(from, derived)) {
      return new RecountResult(false, List.of());
    }
    List<Transaction> commits = derived.tables().stream().map(this::begin).toList();
    derived.count(warehouse, commits);
    for (int i = 0; i < commits.size(); i++) {
      DayMarks marks = marks(derived.tables().get(i));
      commits.get(i).removeAll();
      marks.setAll(from);
      commit(commits.get(i), marks);
    }
    return new RecountResult(true, List.of());
  }

  /** Whether tables are not what they would be if they were counted now. */
  public boolean isDue(DerivedWhole derived) {
    return !areFrom(
        new Inputs(warehouse, derived.inputs(), Reach.SAME_DAY).ofAll(derived.basis(warehouse)),
        derived);
  }

  private boolean areFrom(String inputs, DerivedWhole derived) {
    return derived.tables().stream().allMatch(table -> marks(table).all().equals(inputs));
  }

  private DayMarks marks(Table table) {
    return DayMarks.of(warehouse, table).orElseGet(DayMarks::none);
  }
}
