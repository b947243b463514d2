package org.tlssunset.party;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which addresses are our own servers', and when: what local sides of their logs prove. An address
 * that nobody used for long may be anybody's when it turns up again.
 */
public final class LearnedAddresses {

  /** So many days before its first use and after its last an address is the server's, too. */
  static final int MARGIN_DAYS = 30;

  /** The longest pause between two uses in which the address stays the server's, in days. */
  static final int LONGEST_PAUSE_DAYS = 2 * MARGIN_DAYS;

  /** The spelling of a name that stands for all: the first. */
  private static final Comparator<String> SPELLINGS =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private static final Comparator<LocalUse> BY_DAYS =
      Comparator.comparingInt(LocalUse::firstDay).thenComparingInt(LocalUse::lastDay);

  /** How it begins to be told from where an address is learned whose servers are named. */
  private static final String NAMED_USE = "local use by ";

  private LearnedAddresses() {}

  /**
   * Returns what the uses prove, by address and day: it makes no difference in which order they
   * come.
   *
   * <p>Uses with no more than {@link #LONGEST_PAUSE_DAYS} between them are one stretch, and several
   * names in one stretch are none. A server has one name in all of it: of the spellings that are
   * seen the shortest, of those the first by alphabet.
   */
  public static List<KnownAddress> of(Collection<LocalUse> uses) {
    Map<String, String> names = names(uses);
    Map<Network, List<LocalUse>> byAddress = new TreeMap<>(Comparator.comparing(Network::text));
    for (LocalUse use : uses) {
      Network.ofHost(use.address())
          .ifPresent(
              address -> byAddress.computeIfAbsent(address, any -> new ArrayList<>()).add(use));
    }
    List<KnownAddress> learned = new ArrayList<>();
    byAddress.forEach((address, of) -> learned.addAll(stretches(address, of, names)));
    return List.copyOf(learned);
  }

  /** Whether it was learned of an address that it is ours and bears several names: it has none. */
  public static boolean isOfSeveral(KnownAddress known) {
    return known.name() == null && known.learnedFrom().startsWith(NAMED_USE);
  }

  /** The one name of each server, by its key. */
  private static Map<String, String> names(Collection<LocalUse> uses) {
    Map<String, String> names = new TreeMap<>();
    for (LocalUse use : uses) {
      String key = ServerName.key(use.server());
      if (key != null && use.server() != null) {
        names.merge(
            key,
            use.server().strip(),
            (one, other) -> SPELLINGS.compare(one, other) <= 0 ? one : other);
      }
    }
    return names;
  }

  private static List<KnownAddress> stretches(
      Network address, List<LocalUse> uses, Map<String, String> names) {
    List<KnownAddress> learned = new ArrayList<>();
    List<LocalUse> sorted = uses.stream().map(LearnedAddresses::forwards).sorted(BY_DAYS).toList();
    int first = sorted.get(0).firstDay();
    int last = first;
    Set<String> servers = new TreeSet<>();
    for (LocalUse use : sorted) {
      if ((long) use.firstDay() - last > LONGEST_PAUSE_DAYS) {
        learned.add(known(address, first, last, servers));
        first = use.firstDay();
        servers = new TreeSet<>();
      }
      last = Math.max(last, use.lastDay());
      String key = ServerName.key(use.server());
      if (key != null) {
        servers.add(names.getOrDefault(key, key));
      }
    }
    learned.add(known(address, first, last, servers));
    return learned;
  }

  private static KnownAddress known(Network address, int first, int last, Set<String> servers) {
    String use = servers.isEmpty() ? "local use" : NAMED_USE + String.join(" and ", servers);
    return new KnownAddress(
        address,
        new Validity(first - MARGIN_DAYS, last + MARGIN_DAYS),
        KnownAs.OWN_SERVER,
        servers.size() == 1 ? servers.iterator().next() : null,
        "%s from %s to %s".formatted(use, LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last)),
        null);
  }

  /** A use whose days are in their order. */
  private static LocalUse forwards(LocalUse use) {
    return use.firstDay() <= use.lastDay()
        ? use
        : new LocalUse(use.server(), use.address(), use.lastDay(), use.firstDay());
  }
}
