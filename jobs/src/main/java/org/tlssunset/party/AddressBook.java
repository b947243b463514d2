package org.tlssunset.party;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private final List<KnownAddress> preserving;

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
    for (KnownAddress one : sorted) {
      if (one.network() != null) {
        IPAddress block = one.network().block();
        List<KnownAddress> others = known.get(block);
        List<KnownAddress> all = new ArrayList<>(others == null ? List.of() : others);
        all.add(one);
        known.put(block, List.copyOf(all));
      }
    }
    preserving =
        sorted.stream()
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
    List<KnownAddress> all = new ArrayList<>();
    var containing = known.elementsContaining(address);
    if (containing != null) {
      containing.nodeIterator(true).forEachRemaining(node -> all.addAll(node.getValue()));
      all.sort(BELIEVED_FIRST);
    }
    boolean isOneHosts = !ip.isLoopback() && !address.isUnspecified();
    return new Standing(ip.address(), ip.isLoopback(), isOneHosts, List.copyOf(all));
  }

  private static int prefixLength(KnownAddress known) {
    return known.network() == null ? 0 : known.network().prefixLength();
  }
}
