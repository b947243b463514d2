package org.tlssunset.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is to the rollups: its address where that is known, else the peer as it was logged
 * ({@code 10.**.**.168}, {@code x.x.x.x}) followed by its name, so that two parties behind one mask
 * stay two; without a peer, the name alone.
 *
 * <p>No two different peers get the same key: a name that could be taken for an address has a dash
 * in the place of the peer, {@code - 192.0.2.7}.
 */
public final class ClientKey {

  /** What stands in a log in the place of nothing. */
  private static final String NOTHING = "-";

  /**
   * A first word that could be an address, whole or masked: four short parts, a colon, brackets or
   * what masks are made of, or nothing but digits and dots.
   */
  private static final String LIKE_A_PEER =
      "([^ .:]{1,4}([.][^ .:]{1,4}){3}|[^ ]*[]\\[:*#?][^ ]*|[0-9.]+)( .*)?";

  private static final Pattern LIKE_PEER = Pattern.compile(LIKE_A_PEER);

  private ClientKey() {}

  /**
   * The key of a row of the observations; null if nothing is known.
   *
   * @param clientIp and what follows: the row's columns of these names
   */
  public static @Nullable String of(
      @Nullable String clientIp,
      @Nullable String peerIp,
      @Nullable String clientName,
      @Nullable String userName) {
    if (clientIp != null) {
      return clientIp;
    }
    String peer = told(peerIp);
    String name = told(clientName) != null ? told(clientName) : told(userName);
    if (peer != null) {
      String word = peer.replace(' ', '+');
      return name == null ? word : word + " " + name;
    }
    return name != null && isLikePeer(name) ? NOTHING + " " + name : name;
  }

  /** Whether a name could be taken for an address, whole or masked. */
  static boolean isLikePeer(String name) {
    return LIKE_PEER.matcher(name).matches();
  }

  private static @Nullable String told(@Nullable String value) {
    String text = value == null ? "" : strip(value);
    return text.isEmpty() || text.equals(NOTHING) ? null : text;
  }

  /** Without the blanks around it, as SQL's trim. */
  private static String strip(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && value.charAt(from) == ' ') {
      from++;
    }
    while (to > from && value.charAt(to - 1) == ' ') {
      to--;
    }
    return value.substring(from, to);
  }

  /**
   * The same as an SQL expression.
   *
   * @param prefix of the columns: {@code part.} of a struct's, or empty
   */
  public static String sql(String prefix) {
    return sql(
        prefix,
        "coalesce(%s, %s)".formatted(told(prefix, "client_name"), told(prefix, "user_name")));
  }

  /** The same where it is not told who signed in. */
  public static String sqlWithoutUser(String prefix) {
    return sql(prefix, told(prefix, "client_name"));
  }

  private static String sql(String prefix, String name) {
    String peer = "replace(%s, ' ', '+')".formatted(told(prefix, "peer_ip"));
    return """
    coalesce(%1$sclient_ip, nullif(concat_ws(' ',
      coalesce(%2$s, if(%3$s RLIKE '^(%4$s)$', '-', NULL)), %3$s), ''))"""
        .formatted(prefix, peer, name, LIKE_A_PEER.replace("\\", "\\\\"));
  }

  private static String told(String prefix, String column) {
    return "nullif(nullif(trim(%s%s), ''), '%s')".formatted(prefix, column, NOTHING);
  }

  /**
   * The peer of a key without an address, and not the name behind it, as an SQL expression; null if
   * it has none.
   *
   * @param key an expression, a column's name for instance
   */
  public static String peer(String key) {
    return "if(%1$s RLIKE '^(%2$s)$', substring_index(%1$s, ' ', 1), NULL)"
        .formatted(key, LIKE_A_PEER.replace("\\", "\\\\"));
  }

  /**
   * A key without the name behind its address or peer; empty if it has neither. A {@link PartyKey}
   * is made in the same way, of a network's address too.
   */
  public static Optional<String> withoutName(String key) {
    return isLikePeer(key) ? Optional.of(key.split(" ", 2)[0]) : Optional.empty();
  }

  /**
   * What keys of clients without an address are compared by: a name is the same in any case, a peer
   * is as it was logged.
   */
  public static String folded(String key) {
    int name = isLikePeer(key) ? key.indexOf(' ') : 0;
    return name < 0 ? key : key.substring(0, name) + key.substring(name).toLowerCase(Locale.ROOT);
  }

  /**
   * What keys are compared by, as an SQL expression over {@code client_ip} and {@code client}: a
   * name is the same in any case, a peer is as it was logged.
   */
  public static String folded() {
    return """
    coalesce(client_ip, if(client RLIKE '^(%s)$',
      concat(substring_index(client, ' ', 1),
        lower(substr(client, length(substring_index(client, ' ', 1)) + 1))),
      lower(client)))"""
        .formatted(LIKE_A_PEER.replace("\\", "\\\\"));
  }
}
