package org.tlssunset.days;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tlssunset.warehouse.Warehouse;

/**
 * The days of a table that are not what they would be if they were counted now.
 *
 * @param counted days to be counted, and from what
 * @param frozen days that cannot be counted, and have become so since the last time, with their
 *     marks
 * @param given the days that have something to be counted from
 * @param first the first day that can be counted; empty if any can
 */
record DueDays(
    SortedMap<LocalDate, String> counted,
    SortedMap<LocalDate, DayMark> frozen,
    TreeSet<LocalDate> given,
    Optional<LocalDate> first) {

  /**
   * @param marks what the table says of its days
   */
  static DueDays of(Warehouse warehouse, DerivedDays derived, DayMarks marks) {
    Inputs inputs = new Inputs(warehouse, derived.inputs(), derived.reach());
    DueDays due =
        new DueDays(new TreeMap<>(), new TreeMap<>(), inputs.days(), first(warehouse, derived));
    TreeSet<LocalDate> all = new TreeSet<>(due.given);
    all.addAll(marks.days().keySet());
    if (!due.given.isEmpty()) {
      LocalDate last = due.given.last();
      all.removeIf(day -> !marks.days().containsKey(day) && !derived.isDue(day, last));
    }
    Function<LocalDate, String> basis = derived.basis(warehouse);
    for (LocalDate day : all) {
      String from = inputs.of(day, basis.apply(day));
      DayMark mark = marks.days().get(day);
      if (mark == null || !mark.isFrom(from)) {
        due.add(day, mark == null ? DayMark.of("") : mark, from);
      }
    }
    return due;
  }

  /**
   * The first day that can be counted: none of its rows, nor of what it is counted from, was
   * removed for its age. Empty if any can.
   */
  static Optional<LocalDate> first(Warehouse warehouse, DerivedDays derived) {
    return Stream.concat(
            derived.inputs().stream()
                .flatMap(table -> warehouse.firstDayKept(table).stream())
                .map(first -> derived.reach().firstCounted(first)),
            warehouse.firstDayKept(derived.table()).stream())
        .max(LocalDate::compareTo);
  }

  private void add(LocalDate day, DayMark mark, String from) {
    if (first.isEmpty() || !day.isBefore(first.get())) {
      counted.put(day, from);
    } else if (hasInputs(day)) {
      frozen.put(day, mark.notFrom(from));
    }
  }

  boolean isNone() {
    return counted.isEmpty() && frozen.isEmpty();
  }

  /** Whether there is anything that a day is counted from. */
  boolean hasInputs(LocalDate day) {
    return given.contains(day);
  }
}
