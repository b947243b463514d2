package org.tlssunset.outreach.letters;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has changed for an owner since the last letter about the same plan. An entry is still open
 * if the last letter told of it, else new; one that it told of is done if it is nobody's any more.
 * Where nobody knows whose entries of the last letter were, these are never called done, nor others
 * new.
 */
final class FollowUp {

  /** How a letter speaks. */
  enum Tone {
    /** Nothing was told before, or nobody can say what became of it. */
    FIRST,
    /** All that the last letter told is settled, and there is more. */
    ONLY_NEW,
    /** Something is still open that was told once. */
    REMINDER,
    /** Something is still open that was told twice or more. */
    FIRM
  }

  private final OwnerHistory history;
  private final Set<EntryKey> lastKeys;
  private final List<AffectedClient> open;
  private final List<ToldEntry> done;

  /**
   * @param clients the owner's that are affected now
   * @param affected all entries that are, whoever's they are: what went to another owner is not
   *     done
   */
  FollowUp(OwnerHistory history, List<AffectedClient> clients, Set<EntryKey> affected) {
    this.history = history;
    lastKeys = history.last().stream().map(ToldEntry::key).collect(Collectors.toSet());
    open = clients.stream().filter(client -> lastKeys.contains(client.key())).toList();
    done =
        history.last().stream()
            .filter(entry -> entry.key().party() != null && !affected.contains(entry.key()))
            .sorted(Comparator.comparing(ToldEntry::key, EntryKey.ORDER))
            .toList();
  }

  /** Which letter this is, from 1. */
  int letter() {
    return history.letters() + 1;
  }

  /** The first letter's day; null if this is the first. */
  @Nullable LocalDate firstLetter() {
    return history.firstDay();
  }

  /** The last letter's day; null if this is the first. */
  @Nullable LocalDate lastLetter() {
    return history.lastDay();
  }

  /** When the versions were to go, as the last letter told; null if it told no day. */
  @Nullable LocalDate plannedBefore() {
    return history.last().isEmpty() ? null : history.last().get(0).plannedOn();
  }

  /** How many of the owner's entries are still open. */
  int still() {
    return open.size();
  }

  /** Whether the last letter told of an entry. */
  boolean isStill(EntryKey key) {
    return lastKeys.contains(key);
  }

  /** Whether it is known of all entries of the last letter whose they are. */
  boolean isComparable() {
    return lastKeys.stream().allMatch(key -> key.party() != null);
  }

  /** Entries of the last letter that are done, in the order of their parties. */
  List<ToldEntry> done() {
    return done;
  }

  /** The day of the first letter that told of an entry; null if none did. */
  @Nullable LocalDate firstTold(EntryKey key) {
    return history.firstTold(key);
  }

  /** How many letters told of an entry. */
  int told(EntryKey key) {
    return history.told(key);
  }

  /** Since when the entry is told that was told first of those still open; empty if none is. */
  Optional<LocalDate> openSince() {
    return open.stream()
        .map(client -> history.firstTold(client.key()))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  Tone tone() {
    if (history.letters() == 0 || (open.isEmpty() && !isComparable())) {
      return Tone.FIRST;
    }
    if (open.isEmpty()) {
      return Tone.ONLY_NEW;
    }
    return open.stream().anyMatch(client -> history.told(client.key()) > 1)
        ? Tone.FIRM
        : Tone.REMINDER;
  }
}
