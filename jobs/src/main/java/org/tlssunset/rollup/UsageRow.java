package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.party.tables.PartyColumn;
import org.tlssunset.party.tables.RowParties;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsHop;

/**
 * A row of usage as it is counted: what stands in it and in its kind of TLS, then whose it was,
 * each at its place.
 */
final class UsageRow {

  /** No column of a table, see {@link #TELLS}. */
  static final String WHAT_IT_TELLS = "tells";

  /** A row is asked what was used. */
  static final int USES = 1;

  /** A row is asked how much a day had. */
  static final int VOLUMES = 2;

  static final List<String> COLUMNS =
      RowParties.factsAnd(
          List.of(
              "client_name",
              "user_name",
              "user_agent",
              "program",
              "tls_version_first",
              "tls_hop",
              "mac",
              "key_exchange",
              "cipher_suite",
              "failure_class",
              "offered_version",
              "proof_file",
              "proof_line",
              "proof_item",
              "observations",
              "requests",
              "messages",
              "used",
              "first_seen",
              "last_seen",
              Tables.CLIENT,
              "counted_as",
              WHAT_IT_TELLS));

  static final int OBSERVED_ON = COLUMNS.indexOf("observed_on");
  static final int SERVER = COLUMNS.indexOf("server");
  static final int DIRECTION = COLUMNS.indexOf("direction");
  static final int PROTOCOL = COLUMNS.indexOf("protocol");
  static final int PEERS_ADDRESS = COLUMNS.indexOf("client_ip");
  static final int PEER_IP = COLUMNS.indexOf("peer_ip");
  static final int INNER = COLUMNS.indexOf("inner");
  static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  static final int TLS_VERSION_FIRST = COLUMNS.indexOf("tls_version_first");
  static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  static final int KINDS_HOP = COLUMNS.indexOf("tls_hop");
  static final int OFFERED_VERSION = COLUMNS.indexOf("offered_version");
  static final int ENDPOINT = COLUMNS.indexOf("endpoint");
  static final int CIPHER = COLUMNS.indexOf("cipher");
  static final int MAC = COLUMNS.indexOf("mac");
  static final int KEY_EXCHANGE = COLUMNS.indexOf("key_exchange");
  static final int CIPHER_SUITE = COLUMNS.indexOf("cipher_suite");
  static final int FAILURE_CLASS = COLUMNS.indexOf("failure_class");
  static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  static final int USER_NAME = COLUMNS.indexOf("user_name");
  static final int USER_AGENT = COLUMNS.indexOf("user_agent");
  static final int PROGRAM = COLUMNS.indexOf("program");
  static final int PROOF_FILE = COLUMNS.indexOf("proof_file");
  static final int PROOF_LINE = COLUMNS.indexOf("proof_line");
  static final int PROOF_ITEM = COLUMNS.indexOf("proof_item");
  static final int OBSERVATIONS = COLUMNS.indexOf("observations");
  static final int REQUESTS = COLUMNS.indexOf("requests");
  static final int MESSAGES = COLUMNS.indexOf("messages");
  static final int USED = COLUMNS.indexOf("used");
  static final int FIRST_SEEN = COLUMNS.indexOf("first_seen");
  static final int LAST_SEEN = COLUMNS.indexOf("last_seen");
  static final int KNOWN_CLIENT = COLUMNS.indexOf(Tables.CLIENT);
  static final int COUNTED_AS = COLUMNS.indexOf("counted_as");

  /** What a row is asked for: {@link #USES}, {@link #VOLUMES} or both. */
  static final int TELLS = COLUMNS.indexOf(WHAT_IT_TELLS);

  static final int ONE_SERVER = COLUMNS.size() + PartyColumn.SERVER.ordinal();
  static final int CLIENT_IP = COLUMNS.size() + PartyColumn.CLIENT_IP.ordinal();
  static final int ROLE = COLUMNS.size() + PartyColumn.ROLE.ordinal();
  static final int TLS_HOP = COLUMNS.size() + PartyColumn.TLS_HOP.ordinal();
  static final int PROXY = COLUMNS.size() + PartyColumn.PROXY.ordinal();
  static final int OWN_SERVER = COLUMNS.size() + PartyColumn.OWN_SERVER.ordinal();
  static final int CLIENT_TLS = COLUMNS.size() + PartyColumn.CLIENT_TLS_VERSION.ordinal();
  static final int CLIENT_OUTCOME = COLUMNS.size() + PartyColumn.CLIENT_TLS_OUTCOME.ordinal();
  static final int CLIENT_CIPHER = COLUMNS.size() + PartyColumn.CLIENT_CIPHER.ordinal();
  static final int COUNTS = COLUMNS.size() + PartyColumn.COUNTS.ordinal();
  static final int REASON = COLUMNS.size() + PartyColumn.REASON.ordinal();

  static final UTF8String INBOUND = UTF8String.fromString(Direction.INBOUND.label());
  static final UTF8String CLIENT = UTF8String.fromString(Role.CLIENT.label());
  static final UTF8String OF_PROXY = UTF8String.fromString(Role.PROXY.label());
  static final UTF8String CLIENTS_HOP = UTF8String.fromString(TlsHop.CLIENT.label());
  static final UTF8String PROXYS_HOP = UTF8String.fromString(TlsHop.PROXY.label());

  private static final Set<UTF8String> ROLES =
      Arrays.stream(Role.values())
          .map(role -> UTF8String.fromString(role.label()))
          .collect(Collectors.toUnmodifiableSet());

  private UsageRow() {}

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

  static boolean isOfProxy(InternalRow row) {
    return OF_PROXY.equals(Uses.text(row, ROLE));
  }

  /** Whether an older version of the program has counted it: whose it was is settled. */
  static boolean isSettled(InternalRow row) {
    return !row.isNullAt(COUNTED_AS);
  }

  /** Of how many parties a row tells: of two, if a proxy called for a client that is known. */
  static int parties(InternalRow row) {
    return isOfProxy(row) && !row.isNullAt(CLIENT_IP) && !isSettled(row) ? 2 : 1;
  }

  /** The same of a row that counts; of none, if it does not. */
  static int partiesCounted(InternalRow row) {
    return row.getBoolean(COUNTS) ? parties(row) : 0;
  }
}
