package org.tlssunset.rollup;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.tables.PartyColumn;
import org.tlssunset.party.tables.RowParties;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.NamedBy;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsHop;

/**
 * How observations become rows of {@code client_protocol_daily}. A connection counts for the party
 * whose it was, with its TLS; that of a proxy which ends TLS counts for the client behind it, too,
 * where that is known: with the client's own TLS if the proxy tells of it, else as a hop of the
 * proxy's.
 */
final class DayGrouping implements Grouping {

  private static final long serialVersionUID = 1;

  private static final List<String> OTHERS =
      List.of(
          "client_name",
          "user_name",
          "user_agent",
          "tls_version_first",
          "source_file",
          "source_line",
          "requests",
          "started_at",
          "ended_at");

  private static final List<String> COLUMNS = columnNames();

  private static final int OBSERVED_ON = COLUMNS.indexOf("observed_on");
  private static final int DIRECTION = COLUMNS.indexOf("direction");
  private static final int PROTOCOL = COLUMNS.indexOf("protocol");
  private static final int PEERS_ADDRESS = COLUMNS.indexOf("client_ip");
  private static final int PEER_IP = COLUMNS.indexOf("peer_ip");
  private static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  private static final int TLS_VERSION_FIRST = COLUMNS.indexOf("tls_version_first");
  private static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  private static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  private static final int USER_NAME = COLUMNS.indexOf("user_name");

  static final int USER_AGENT = COLUMNS.indexOf("user_agent");
  static final int SOURCE_FILE = COLUMNS.indexOf("source_file");
  static final int SOURCE_LINE = COLUMNS.indexOf("source_line");
  static final int REQUESTS = COLUMNS.indexOf("requests");
  static final int STARTED_AT = COLUMNS.indexOf("started_at");
  static final int ENDED_AT = COLUMNS.indexOf("ended_at");

  static final int SERVER = COLUMNS.size() + PartyColumn.SERVER.ordinal();
  private static final int CLIENT_IP = COLUMNS.size() + PartyColumn.CLIENT_IP.ordinal();
  private static final int ROLE = COLUMNS.size() + PartyColumn.ROLE.ordinal();
  private static final int TLS_HOP = COLUMNS.size() + PartyColumn.TLS_HOP.ordinal();
  static final int PROXY = COLUMNS.size() + PartyColumn.PROXY.ordinal();
  private static final int OWN_SERVER = COLUMNS.size() + PartyColumn.OWN_SERVER.ordinal();
  private static final int CLIENT_TLS = COLUMNS.size() + PartyColumn.CLIENT_TLS_VERSION.ordinal();
  private static final int CLIENT_OUTCOME =
      COLUMNS.size() + PartyColumn.CLIENT_TLS_OUTCOME.ordinal();
  private static final int COUNTS = COLUMNS.size() + PartyColumn.COUNTS.ordinal();

  private static final UTF8String CLIENT = UTF8String.fromString(Role.CLIENT.label());
  private static final UTF8String OF_PROXY = UTF8String.fromString(Role.PROXY.label());
  private static final UTF8String CLIENTS_HOP = UTF8String.fromString(TlsHop.CLIENT.label());
  private static final UTF8String PROXYS_HOP = UTF8String.fromString(TlsHop.PROXY.label());

  private static final UTF8String INBOUND = UTF8String.fromString(Direction.INBOUND.label());
  private static final UTF8String SMTP = UTF8String.fromString(Protocol.SMTP.label());

  private final RowParties parties;
  private final @Nullable SelfNames selfNames;
  private transient @Nullable Map<NamedBy, Set<UTF8String>> told;

  /**
   * @param known of addresses
   * @param selfNames takes the names that programs give themselves; null if nobody asks
   */
  DayGrouping(List<KnownAddress> known, @Nullable SelfNames selfNames) {
    parties = new RowParties(known);
    this.selfNames = selfNames;
  }

  private static List<String> columnNames() {
    List<String> names = new ArrayList<>(RowParties.FACTS);
    names.addAll(OTHERS);
    return List.copyOf(names);
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

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL_DAILY;
  }

  @Override
  public Column[] columns() {
    return COLUMNS.stream().map(functions::col).toArray(Column[]::new);
  }

  @Override
  public InternalRow judged(InternalRow row) {
    if (selfNames != null) {
      tell(Uses.text(row, USER_AGENT), NamedBy.USER_AGENT, selfNames);
      if (SMTP.equals(Uses.text(row, PROTOCOL))) {
        boolean isCalled = INBOUND.equals(Uses.text(row, DIRECTION));
        tell(Uses.text(row, CLIENT_NAME), isCalled ? NamedBy.EHLO : NamedBy.GREETING, selfNames);
      }
    }
    return new JoinedRow(row, parties.of(row));
  }

  /** Each name once a task. */
  private void tell(@Nullable UTF8String name, NamedBy by, SelfNames whom) {
    if (name == null) {
      return;
    }
    Map<NamedBy, Set<UTF8String>> before = told;
    if (before == null) {
      before = new EnumMap<>(NamedBy.class);
      told = before;
    }
    Set<UTF8String> those = before.computeIfAbsent(by, any -> new HashSet<>());
    if (those.size() < SelfNames.MOST && !those.contains(name)) {
      those.add(name.copy());
      whom.add(new SelfNames.SelfName(name.toString(), by));
    }
  }

  @Override
  public int groups(InternalRow row) {
    if (!row.getBoolean(COUNTS)) {
      return 0;
    }
    return OF_PROXY.equals(Uses.text(row, ROLE)) && !row.isNullAt(CLIENT_IP) ? 2 : 1;
  }

  @Override
  public GroupKey key(InternalRow row, int group) {
    UTF8String first = Uses.text(row, TLS_VERSION_FIRST);
    UTF8String version = first == null ? Uses.text(row, TLS_VERSION) : first;
    UTF8String outcome = Uses.text(row, TLS_OUTCOME);
    boolean isTold = group > 0 && !row.isNullAt(CLIENT_TLS);
    return GroupKey.of(
        row.getInt(OBSERVED_ON),
        Uses.text(row, DIRECTION),
        Uses.text(row, PROTOCOL),
        group > 0 ? CLIENT : Uses.text(row, ROLE),
        party(row, group).client(true),
        isTold ? Uses.text(row, CLIENT_TLS) : version,
        isTold ? Uses.text(row, CLIENT_OUTCOME) : outcome,
        hop(row, group, isTold));
  }

  /**
   * A proxy's TLS is its own; that of the client behind it is known where the proxy tells of it.
   */
  private static @Nullable UTF8String hop(InternalRow row, int group, boolean isTold) {
    if (group > 0) {
      return isTold ? CLIENTS_HOP : PROXYS_HOP;
    }
    return OF_PROXY.equals(Uses.text(row, ROLE)) ? CLIENTS_HOP : Uses.text(row, TLS_HOP);
  }

  @Override
  public long observations(InternalRow row) {
    return 1;
  }

  @Override
  public long requests(InternalRow row) {
    return row.getLong(REQUESTS);
  }

  @Override
  public Uses begin(GroupKey key) {
    return new DayUses(key);
  }
}
