package org.tlssunset.party;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.IpText;

/**
 * What is known of each address. It is asked once for each of millions of rows, which have far
 * fewer addresses: what was found for one is kept. Any number of threads may ask.
 */
public final class AddressBook {

  /** What is kept of so many addresses; then it is found anew. */
  private static final int KEPT = 1 << 16;

  private static final Standing NO_ADDRESS = new Standing(null, false, false, List.of());

  /** The order of belief; of networks the smallest first. */
  private static final Comparator<KnownAddress> BELIEVED_FIRST =
      Comparator.comparingInt(KnownAddress::precedence)
          .thenComparing(AddressBook::prefixLength, Comparator.reverseOrder())
          .thenComparing(known -> known.name() == null ? "" : known.name())
          .thenComparing(known -> known.validity().toString());

  private final DualIPv4v6AssociativeTries<List<KnownAddress>> known =
      new DualIPv4v6AssociativeTries<>();
  private final ConcurrentMap<String, Standing> found = new ConcurrentHashMap<>();
  private final List<KnownAddress> proxies;
  private final List<KnownAddress> preserving;
  private final List<KnownAddress> all;

  /** The names of the servers of a day, by their keys. */
  private final ConcurrentMap<Integer, Map<String, String>> serverNames = new ConcurrentHashMap<>();

  /**
   * An address and all that is known of it.
   *
   * @param address canonical; null if it is none
   * @param isLoopback whether it is its host itself
   * @param isOneHosts whether it is one that a host may be told by: neither loopback nor
   *     unspecified, nor none
   * @param known on any day, the most believed first
   */
  record Standing(
      @Nullable String address, boolean isLoopback, boolean isOneHosts, List<KnownAddress> known) {

    /** What is known of it on a day, whatever the connection; null if nothing is. */
    @Nullable KnownAddress on(int day) {
      for (KnownAddress one : known) {
        if (one.validity().holds(day)) {
          return one;
        }
      }
      return null;
    }
  }

  /**
   * @param addresses in any order
   */
  public AddressBook(List<KnownAddress> addresses) {
    List<KnownAddress> sorted = addresses.stream().sorted(BELIEVED_FIRST).toList();
    all = sorted;
    for (KnownAddress one : sorted) {
      if (one.network() != null) {
        IPAddress block = one.network().block();
        List<KnownAddress> others = known.get(block);
        List<KnownAddress> all = new ArrayList<>(others == null ? List.of() : others);
        all.add(one);
        known.put(block, List.copyOf(all));
      }
    }
    proxies = sorted.stream().filter(one -> one.proxy() != null).toList();
    preserving =
        proxies.stream()
            .filter(one -> one.proxy() != null && one.proxy().preservesAddress())
            .toList();
  }

  /**
   * Returns what is known of an address.
   *
   * @param address as a row has it, any text; null if it has none
   */
  Standing of(@Nullable String address) {
    if (address == null) {
      return NO_ADDRESS;
    }
    Standing standing = found.get(address);
    if (standing == null) {
      standing = find(address);
      if (found.size() >= KEPT) {
        found.clear();
      }
      found.put(address, standing);
    }
    return standing;
  }

  /**
   * The one name of a server.
   *
   * @param logged its name in any spelling, or its address; null if unknown
   * @param day since 1970-01-01, UTC
   * @return as logged if nothing else is known of it
   */
  public @Nullable String serverName(@Nullable String logged, int day) {
    if (logged == null) {
      return null;
    }
    Standing standing = of(logged);
    if (standing.address() != null) {
      KnownAddress known = standing.on(day);
      boolean isNamed = known != null && known.what() == KnownAs.OWN_SERVER && known.name() != null;
      return isNamed ? known.name() : logged;
    }
    String key = ServerName.key(logged);
    return key == null
        ? logged
        : serverNames.computeIfAbsent(day, this::serverNames).getOrDefault(key, logged);
  }

  /** Of a configured server, the name as it is configured. */
  private Map<String, String> serverNames(int day) {
    Map<String, String> names = new HashMap<>();
    for (KnownAddress one : all) {
      boolean isServer = one.what() == KnownAs.OWN_SERVER && one.validity().holds(day);
      String key = isServer ? ServerName.key(one.name()) : null;
      if (key != null && one.name() != null) {
        names.putIfAbsent(key, one.name());
      }
    }
    return names;
  }

  /**
   * Whether nothing is known of an address on any day, and no proxy hides behind those of clients:
   * who calls from there is a client, but for a server that calls itself.
   *
   * @param address canonical
   */
  public boolean isNobodys(String address) {
    Standing standing = of(address);
    return preserving.isEmpty() && standing.known().isEmpty() && !standing.isLoopback();
  }

  /**
   * Whether the configuration says anything of an address, for any day.
   *
   * @param address any text
   */
  public boolean isConfigured(String address) {
    return of(address).known().stream()
        .anyMatch(one -> one.learnedFrom().equals(KnownAddress.CONFIGURATION));
  }

  /**
   * All that is known on a day, in words: on two days with the same words, rows are judged alike.
   */
  public String words(LocalDate day) {
    int number = (int) day.toEpochDay();
    StringBuilder words = new StringBuilder();
    for (KnownAddress one : all) {
      if (one.validity().holds(number)) {
        words
            .append(one.network() == null ? "" : one.network().text())
            .append('|')
            .append(one.what().label())
            .append('|')
            .append(one.name())
            .append('|')
            .append(one.proxy())
            .append('\n');
      }
    }
    return words.toString();
  }

  /** The listed proxies of any day. */
  List<KnownAddress> proxies() {
    return proxies;
  }

  /** The proxies through which connections come although client addresses show, on any day. */
  List<KnownAddress> preserving() {
    return preserving;
  }

  private Standing find(String text) {
    Optional<IpText> read = IpText.parse(text);
    if (read.isEmpty()) {
      return NO_ADDRESS;
    }
    IpText ip = read.get();
    IPAddress address = new IPAddressString(ip.address()).getAddress();
    List<KnownAddress> here = new ArrayList<>();
    var containing = known.elementsContaining(address);
    if (containing != null) {
      containing.nodeIterator(true).forEachRemaining(node -> here.addAll(node.getValue()));
      here.sort(BELIEVED_FIRST);
    }
    boolean isOneHosts = !ip.isLoopback() && !address.isUnspecified();
    return new Standing(ip.address(), ip.isLoopback(), isOneHosts, List.copyOf(here));
  }

  private static int prefixLength(KnownAddress known) {
    return known.network() == null ? 0 : known.network().prefixLength();
  }
}
