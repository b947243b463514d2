package org.tlssunset.days;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Which days of others a day is counted from: those around it, or those of the month it stands for.
 */
public sealed interface Reach {

  /** That day alone. */
  Reach SAME_DAY = new Around(0);

  /** A month, named by its first day, from its days. */
  Reach MONTH = new OfMonth();

  /** The first day that is read for one. */
  LocalDate from(LocalDate day);

  /** The last day that is read for one. */
  LocalDate until(LocalDate day);

  /** The days that are counted from one. */
  Stream<LocalDate> of(LocalDate read);

  /** The first day that can be counted where the days before the given one are gone. */
  LocalDate firstCounted(LocalDate kept);

  /**
   * So many days before and after.
   *
   * @param apart how many
   */
  record Around(int apart) implements Reach {

    @Override
    public LocalDate from(LocalDate day) {
      return day.minusDays(apart);
    }

    @Override
    public LocalDate until(LocalDate day) {
      return day.plusDays(apart);
    }

    @Override
    public Stream<LocalDate> of(LocalDate read) {
      return from(read).datesUntil(until(read).plusDays(1));
    }

    @Override
    public LocalDate firstCounted(LocalDate kept) {
      return kept.plusDays(apart);
    }
  }

  /** See {@link #MONTH}. */
  record OfMonth() implements Reach {

    @Override
    public LocalDate from(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    public LocalDate until(LocalDate day) {
      return day.withDayOfMonth(day.lengthOfMonth());
    }

    @Override
    public Stream<LocalDate> of(LocalDate read) {
      return Stream.of(from(read));
    }

    @Override
    public LocalDate firstCounted(LocalDate kept) {
      return from(kept).equals(kept) ? kept : from(kept).plusMonths(1);
    }
  }
}
