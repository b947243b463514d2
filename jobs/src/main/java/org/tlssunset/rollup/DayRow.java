package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.tables.PartyColumn;
import org.tlssunset.party.tables.RowParties;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsHop;

/**
 * An observation as it is counted per day: what is read of it, then whose it was, each at its
 * place; and the parties that it counts for.
 */
final class DayRow {

  static final List<String> COLUMNS =
      RowParties.factsAnd(
          List.of(
              "client_name",
              "user_name",
              "user_agent",
              "tls_version_first",
              "source_file",
              "source_line",
              "requests",
              "started_at",
              "ended_at"));

  static final int OBSERVED_ON = COLUMNS.indexOf("observed_on");
  static final int DIRECTION = COLUMNS.indexOf("direction");
  static final int PROTOCOL = COLUMNS.indexOf("protocol");
  static final int PEERS_ADDRESS = COLUMNS.indexOf("client_ip");
  static final int PEER_IP = COLUMNS.indexOf("peer_ip");
  static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  static final int TLS_VERSION_FIRST = COLUMNS.indexOf("tls_version_first");
  static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  static final int USER_NAME = COLUMNS.indexOf("user_name");

  static final int USER_AGENT = COLUMNS.indexOf("user_agent");
  static final int SOURCE = COLUMNS.indexOf("source");
  static final int INNER = COLUMNS.indexOf("inner");
  static final int SOURCE_FILE = COLUMNS.indexOf("source_file");
  static final int SOURCE_LINE = COLUMNS.indexOf("source_line");
  static final int REQUESTS = COLUMNS.indexOf("requests");
  static final int STARTED_AT = COLUMNS.indexOf("started_at");
  static final int ENDED_AT = COLUMNS.indexOf("ended_at");

  static final int SERVER = COLUMNS.size() + PartyColumn.SERVER.ordinal();
  static final int CLIENT_IP = COLUMNS.size() + PartyColumn.CLIENT_IP.ordinal();
  static final int ROLE = COLUMNS.size() + PartyColumn.ROLE.ordinal();
  static final int TLS_HOP = COLUMNS.size() + PartyColumn.TLS_HOP.ordinal();
  static final int PROXY = COLUMNS.size() + PartyColumn.PROXY.ordinal();
  static final int OWN_SERVER = COLUMNS.size() + PartyColumn.OWN_SERVER.ordinal();
  static final int CLIENT_TLS = COLUMNS.size() + PartyColumn.CLIENT_TLS_VERSION.ordinal();
  static final int CLIENT_OUTCOME = COLUMNS.size() + PartyColumn.CLIENT_TLS_OUTCOME.ordinal();
  static final int COUNTS = COLUMNS.size() + PartyColumn.COUNTS.ordinal();
  static final int REASON = COLUMNS.size() + PartyColumn.REASON.ordinal();

  static final UTF8String CLIENT = UTF8String.fromString(Role.CLIENT.label());
  static final UTF8String OF_PROXY = UTF8String.fromString(Role.PROXY.label());
  static final UTF8String CLIENTS_HOP = UTF8String.fromString(TlsHop.CLIENT.label());
  static final UTF8String PROXYS_HOP = UTF8String.fromString(TlsHop.PROXY.label());

  private static final Set<UTF8String> ROLES =
      Arrays.stream(Role.values())
          .map(role -> UTF8String.fromString(role.label()))
          .collect(Collectors.toUnmodifiableSet());

  private DayRow() {}

  /**
   * Whether a row is judged as any must be: it has one of the roles, and a reason; and what one of
   * our servers handed to another does not count, for it counts where it came in.
   */
  static boolean isJudged(InternalRow row) {
    UTF8String role = Uses.text(row, ROLE);
    boolean isInner = !row.isNullAt(INNER) && row.getBoolean(INNER);
    return role != null
        && ROLES.contains(role)
        && !row.isNullAt(REASON)
        && !(isInner && row.getBoolean(COUNTS));
  }

  /**
   * A party of a row.
   *
   * @param isItself whether it made the connection; else it is a client behind the proxy that did
   * @param address null if it is not known
   */
  record Party(InternalRow row, boolean isItself, @Nullable UTF8String address) {

    /**
     * Its name as logged; of a proxy or a server of ours without one, that which it is known by.
     */
    @Nullable UTF8String name() {
      UTF8String logged = Uses.text(row, CLIENT_NAME);
      if (logged != null || !isItself) {
        return logged;
      }
      return isProxy() ? Uses.text(row, PROXY) : Uses.text(row, OWN_SERVER);
    }

    /** Who signed in: none of them is the proxy. */
    @Nullable UTF8String user() {
      return isProxy() && isItself ? null : Uses.text(row, USER_NAME);
    }

    private boolean isProxy() {
      return OF_PROXY.equals(Uses.text(row, ROLE));
    }

    /**
     * Who it is, see {@link ClientKey}.
     *
     * @param isFolded whether as parties are compared, else as they are shown
     */
    @Nullable UTF8String client(boolean isFolded) {
      if (address != null) {
        return address;
      }
      String peer = isProxy() && isItself ? null : string(Uses.text(row, PEER_IP));
      String key = ClientKey.of(null, peer, string(name()), string(user()));
      return UTF8String.fromString(key == null || !isFolded ? key : ClientKey.folded(key));
    }

    private static @Nullable String string(@Nullable UTF8String text) {
      return text == null ? null : text.toString();
    }
  }

  static Party party(InternalRow row, int group) {
    if (group > 0) {
      return new Party(row, false, Uses.text(row, CLIENT_IP));
    }
    UTF8String peer = Uses.text(row, PEERS_ADDRESS);
    UTF8String client = Uses.text(row, CLIENT_IP);
    if (!OF_PROXY.equals(Uses.text(row, ROLE))) {
      // Behind a balancer that passes TLS on, whoever called is not at its address.
      return new Party(row, true, client);
    }
    // Where the client's address shows although a proxy called, the proxy has none.
    return new Party(row, true, peer != null && peer.equals(client) ? null : peer);
  }
}
