package org.tlssunset.party;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What hosts are called, by address and moment. Of several names the smallest network's counts,
 * then the one that began last. Any number of threads may ask.
 *
 * <p>Most names are of single addresses, a million where DHCP has written its leases: those are
 * found by their text, which takes a fraction of the memory of a tree's nodes.
 */
public final class HostNames implements Serializable {

  private static final long serialVersionUID = 1;

  /** No names. */
  public static final HostNames NONE = new HostNames(List.of());

  /** The networks of so many addresses are kept; then they are found anew. */
  private static final int KEPT = 1 << 16;

  // Not written as they are, see writeReplace.
  private final transient Map<String, NameTimes> addresses;
  private final transient Map<String, NameTimes> networks;
  private transient @Nullable Containing containing;

  HostNames(Map<String, NameTimes> addresses, Map<String, NameTimes> networks) {
    this.addresses = addresses;
    this.networks = networks;
  }

  /**
   * @param names in any order
   */
  public HostNames(Iterable<HostName> names) {
    Map<String, List<HostName>> grouped = new HashMap<>();
    for (HostName name : names) {
      grouped.computeIfAbsent(name.address(), address -> new ArrayList<>(1)).add(name);
    }
    addresses = new HashMap<>(grouped.size() * 4 / 3 + 1);
    networks = new HashMap<>();
    grouped.forEach(
        (address, its) ->
            (address.indexOf('/') < 0 ? addresses : networks).put(address, NameTimes.of(its)));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return addresses.isEmpty() && networks.isEmpty();
  }

  /**
   * What an address was called.
   *
   * @param address canonical (RFC 5952)
   * @param moment microseconds since 1970-01-01T00:00:00Z
   * @return null if nothing is known then, or two that began at once say different things
   */
  public @Nullable String at(String address, long moment) {
    NameTimes own = addresses.get(address);
    String name = own == null ? null : own.at(moment);
    if (name == null && !networks.isEmpty()) {
      name = containing().at(address, moment);
    }
    return NameTimes.UNKNOWN.equals(name) ? null : name;
  }

  /** The same at an instant. */
  public @Nullable String at(String address, Instant moment) {
    return isEmpty() ? null : at(address, ChronoUnit.MICROS.between(Instant.EPOCH, moment));
  }

  /** Object by object, a million would take many seconds. */
  private Object writeReplace() {
    return new PackedNames(addresses, networks);
  }

  private Containing containing() {
    Containing made = containing;
    if (made == null) {
      made = new Containing(networks);
      containing = made;
    }
    return made;
  }

  /** The networks as a tree, and what was found of addresses in it. */
  private static final class Containing {

    private final DualIPv4v6AssociativeTries<NameTimes> tree = new DualIPv4v6AssociativeTries<>();
    private final Map<String, List<NameTimes>> found = new ConcurrentHashMap<>();

    Containing(Map<String, NameTimes> networks) {
      networks.forEach(
          (network, times) -> tree.put(new IPAddressString(network).getAddress(), times));
    }

    @Nullable String at(String address, long moment) {
      List<NameTimes> smallestFirst = found.get(address);
      if (smallestFirst == null) {
        smallestFirst = find(address);
        if (found.size() >= KEPT) {
          found.clear();
        }
        found.put(address, smallestFirst);
      }
      for (NameTimes times : smallestFirst) {
        String name = times.at(moment);
        if (name != null) {
          return name;
        }
      }
      return null;
    }

    private List<NameTimes> find(String address) {
      @Nullable IPAddress host = new IPAddressString(address).getAddress();
      var holding = host == null ? null : tree.elementsContaining(host);
      List<Map.Entry<Integer, NameTimes>> networks = new ArrayList<>();
      if (holding != null) {
        holding
            .nodeIterator(true)
            .forEachRemaining(
                node ->
                    networks.add(
                        Map.entry(node.getKey().getNetworkPrefixLength(), node.getValue())));
      }
      networks.sort(Map.Entry.<Integer, NameTimes>comparingByKey().reversed());
      return networks.stream().map(Map.Entry::getValue).toList();
    }
  }
}
