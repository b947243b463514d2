package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an owner was told about a plan: the days of the letters, and what each entry was told. */
final class OwnerHistory {

  /** How often an entry was told, and when first. */
  private record Telling(LocalDate first, int times) {

    Telling with(Telling other) {
      return new Telling(first.isBefore(other.first) ? first : other.first, times + other.times);
    }
  }

  private final TreeSet<LocalDate> days = new TreeSet<>();
  private final Map<EntryKey, Telling> told = new HashMap<>();
  private final List<ToldEntry> last = new ArrayList<>();

  /** Adds an entry of a letter, in any order. */
  void add(ToldEntry entry) {
    days.add(entry.sentOn());
    told.merge(entry.key(), new Telling(entry.sentOn(), 1), Telling::with);
    if (!last.isEmpty() && last.get(0).sentOn().isBefore(entry.sentOn())) {
      last.clear();
    }
    if (entry.sentOn().equals(days.last())) {
      last.add(entry);
    }
  }

  /** How many letters there were. */
  int letters() {
    return days.size();
  }

  /** The first letter's day; null if there was none. */
  @Nullable LocalDate firstDay() {
    return days.isEmpty() ? null : days.first();
  }

  /** The last letter's day; null if there was none. */
  @Nullable LocalDate lastDay() {
    return days.isEmpty() ? null : days.last();
  }

  /** The entries of the last letter, in no order. */
  List<ToldEntry> last() {
    return last;
  }

  /** The day of the first letter that told of an entry; null if none did. */
  @Nullable LocalDate firstTold(EntryKey key) {
    Telling telling = told.get(key);
    return telling == null ? null : telling.first();
  }

  /** How many letters told of an entry. */
  int told(EntryKey key) {
    Telling telling = told.get(key);
    return telling == null ? 0 : telling.times();
  }
}
