package org.tlssunset.party;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums up, peer by peer, what those claim who forward and are not listed. */
public final class Forwarders {

  /** So many addresses that one peer claims are told apart: each costs memory. */
  static final int MOST_ADDRESSES = 10_000;

  private final AddressBook book;
  private final Map<String, Sum> sums = new HashMap<>();

  /** What one peer claimed so far. */
  private static final class Sum {
    private final Set<String> servers = new TreeSet<>();
    private final Set<String> addresses = new HashSet<>();
    private long requests;
    private boolean isMore;
    private boolean isOthers;
    private Instant last = Instant.MIN;
  }

  /**
   * @param known of addresses
   */
  public Forwarders(List<KnownAddress> known) {
    book = new AddressBook(known);
  }

  /**
   * Adds requests that came with one list.
   *
   * @param peer who sent it, canonical
   * @param server that it called; null if unknown
   * @param forwardedFor the column's text
   * @param last when it did so last
   */
  public void add(
      String peer, @Nullable String server, String forwardedFor, long requests, Instant last) {
    Sum sum = sums.computeIfAbsent(peer, any -> new Sum());
    if (server != null) {
      sum.servers.add(server);
    }
    sum.requests += requests;
    sum.last = sum.last.isBefore(last) ? last : sum.last;
    ForwardedList forwarded = ForwardedList.parse(forwardedFor);
    sum.isMore |= forwarded.isTooMany();
    LocalDate day = last.atZone(ZoneOffset.UTC).toLocalDate();
    for (ForwardedList.OfField list : forwarded.lists()) {
      add(sum, list.entries().get(list.entries().size() - 1), (int) day.toEpochDay());
    }
  }

  private void add(Sum sum, String nearest, int day) {
    AddressBook.Standing standing = book.of(nearest);
    if (standing.address() == null) {
      return;
    }
    sum.isOthers |= !isOurs(standing, day);
    if (sum.addresses.size() < MOST_ADDRESSES) {
      sum.addresses.add(standing.address());
    } else {
      sum.isMore |= !sum.addresses.contains(standing.address());
    }
  }

  private static boolean isOurs(AddressBook.Standing standing, int day) {
    KnownAddress known = standing.on(day);
    return standing.isLoopback() || (known != null && known.what() != KnownAs.PROXY);
  }

  /** Whether a peer is one of them. */
  public boolean contains(String peer) {
    return sums.containsKey(peer);
  }

  /** All of them, in no order. */
  public Stream<Forwarder> all() {
    return sums.entrySet().stream().map(of -> forwarder(of.getKey(), of.getValue()));
  }

  private static Forwarder forwarder(String peer, Sum sum) {
    boolean isOurs = !sum.addresses.isEmpty() && !sum.isOthers && !sum.isMore;
    return new Forwarder(
        peer,
        List.copyOf(sum.servers),
        sum.requests,
        new Forwarder.Claim(sum.addresses.size(), sum.isMore, isOurs),
        sum.last);
  }
}
