package org.tlssunset.party;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * For whom a listed proxy called, as far as what it forwarded shows. Each list is read from the
 * right: what a client forged stands to the left of what proxies appended.
 *
 * @param address the client's, canonical; null if unknown
 * @param isNext whether no other known hop stood between the proxy and the client: only then is
 *     what the proxy tells of TLS the client's
 * @param reason why it is known, or why not: behind the proxy's name
 */
record ForwardedClient(@Nullable String address, boolean isNext, String reason) {

  private static final ForwardedClient TOO_MANY =
      unknown("forwarded for too many in one hour: its clients are unknown");

  /** Without a list the proxy itself is all that is known to have stood between. */
  private static final ForwardedClient NO_LIST =
      new ForwardedClient(null, true, "forwarded no address: its client is unknown");

  private static final ForwardedClient DISAGREEING =
      unknown("forwarded addresses that disagree: its client is unknown");

  private static final String UNREADABLE =
      "forwarded what is no client's address: its client is unknown";

  private static final String FOUND = "forwarded its client's address";

  private static final ForwardedClient OWN_HOPS_ALONE =
      unknown("forwarded addresses of proxies and own servers alone: its client is unknown");

  private static ForwardedClient unknown(String reason) {
    return new ForwardedClient(null, false, reason);
  }

  /**
   * Reads what was forwarded.
   *
   * @param column forwarded_for
   * @param fields those that are believed of the proxy
   * @param book which hops are listed
   * @param day of the row
   */
  static ForwardedClient of(
      @Nullable String column, List<String> fields, AddressBook book, int day) {
    ForwardedList forwarded = ForwardedList.parse(column);
    if (forwarded.isTooMany()) {
      return TOO_MANY;
    }
    @Nullable ForwardedClient client = null;
    for (List<String> entries : forwarded.of(fields)) {
      ForwardedClient other = behindKnownHops(entries, book, day);
      client = client == null ? other : client.agreed(other);
    }
    return client == null ? NO_LIST : client;
  }

  /** What two fields show together: they have to show the same, if only that it is unknown. */
  private ForwardedClient agreed(ForwardedClient other) {
    if (address == null ? equals(other) : address.equals(other.address)) {
      return isNext ? other : this;
    }
    return DISAGREEING;
  }

  private static ForwardedClient behindKnownHops(List<String> entries, AddressBook book, int day) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      AddressBook.Standing entry = book.of(entries.get(i));
      boolean isNext = i == entries.size() - 1;
      if (!entry.isOneHosts()) {
        return new ForwardedClient(null, isNext, UNREADABLE);
      }
      if (entry.on(day) == null) {
        return new ForwardedClient(entry.address(), isNext, FOUND);
      }
    }
    return OWN_HOPS_ALONE;
  }
}
