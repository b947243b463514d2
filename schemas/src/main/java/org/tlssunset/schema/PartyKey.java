package org.tlssunset.schema;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a party is, beyond one address: the user where somebody signed in; else the address with the
 * name that the caller gave in its EHLO, {@code 192.0.2.7 scanner}, of IPv6 the /64 that its host
 * chose the address from, if that is not every host's. A server that we called is its registered
 * name, {@code contoso.com}; see {@link ClientKey} for one whose address the log hides.
 *
 * <p>Names are in lower case. A user whose name could be taken for an address has a dash before it.
 */
public final class PartyKey {

  private static final String NOTHING = "-";

  private static final int GROUPS_OF_NETWORK = 4;

  private static final String NO_NETWORK = "::/64";

  /** {@code fe80::/10}, RFC 4291. */
  private static final Pattern LINK_LOCAL = Pattern.compile("fe[89ab][0-9a-f]:");

  private PartyKey() {}

  /** Somebody who signed in. */
  public static String ofUser(String user) {
    String name = user.toLowerCase(Locale.ROOT);
    return ClientKey.isLikePeer(name) ? NOTHING + " " + name : name;
  }

  /**
   * A host that called.
   *
   * @param address canonical
   * @param name that it gave; null if none
   */
  public static String ofCaller(String address, @Nullable String name) {
    String host = address.indexOf(':') < 0 ? address : chosenFrom(address);
    return name == null || name.isBlank() || name.equals(NOTHING)
        ? host
        : host + " " + name.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The network that a host has chosen its address from; the address itself where all hosts have
   * the same first half, which tells nothing of them: of itself ({@code ::1}), or of its link.
   */
  private static String chosenFrom(String address) {
    String network = network(address);
    return network.equals(NO_NETWORK) || LINK_LOCAL.matcher(address).lookingAt()
        ? address
        : network;
  }

  /** The first half of an IPv6 address, as RFC 5952 writes it: {@code 2001:db8:1:2::/64}. */
  private static String network(String address) {
    String[] halves = address.split("::", 2);
    String[] front = groups(halves[0]);
    String[] back = halves.length == 2 ? groups(halves[1]) : new String[0];
    int zeros = halves.length == 2 ? 2 * GROUPS_OF_NETWORK - front.length - back.length : 0;
    int last = -1;
    String[] network = new String[GROUPS_OF_NETWORK];
    for (int i = 0; i < GROUPS_OF_NETWORK; i++) {
      int behind = i - front.length - zeros;
      network[i] = i < front.length ? front[i] : behind < 0 ? "0" : back[behind];
      last = network[i].equals("0") ? last : i;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      text.append(network[i]).append(i < last ? ":" : "");
    }
    return text.append("::/64").toString();
  }

  private static String[] groups(String part) {
    return part.isEmpty() ? new String[0] : part.split(":");
  }
}
