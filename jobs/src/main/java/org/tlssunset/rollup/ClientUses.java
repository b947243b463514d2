package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.warehouse.TableRow;

/**
 * {@code client_protocol_daily} counted per client: a row of {@code client_protocol}.
 *
 * <p>Behind a proxy that ends TLS, the log tells of the proxy's hop and not of the client's: all
 * such requests count as not logged, whatever their row says.
 */
final class ClientUses extends Uses {

  private static final long serialVersionUID = 1;

  private static final List<String> COLUMNS =
      List.of(
          "direction",
          "protocol",
          "role",
          "client_ip",
          "tls_version",
          "tls_outcome",
          "tls_hop",
          "client_name",
          "user_names",
          "user_agents",
          "servers",
          "proxies",
          "proof_file",
          "proof_line",
          "observations",
          "requests",
          "first_seen",
          "last_seen");

  private static final int DIRECTION = COLUMNS.indexOf("direction");
  private static final int PROTOCOL = COLUMNS.indexOf("protocol");
  private static final int ROLE = COLUMNS.indexOf("role");
  private static final int CLIENT_IP = COLUMNS.indexOf("client_ip");
  private static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  private static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  private static final int TLS_HOP = COLUMNS.indexOf("tls_hop");
  private static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  private static final int USER_NAMES = COLUMNS.indexOf("user_names");
  private static final int USER_AGENTS = COLUMNS.indexOf("user_agents");
  private static final int SERVERS = COLUMNS.indexOf("servers");
  private static final int PROXIES = COLUMNS.indexOf("proxies");
  private static final int PROOF_FILE = COLUMNS.indexOf("proof_file");
  private static final int PROOF_LINE = COLUMNS.indexOf("proof_line");
  private static final int OBSERVATIONS = COLUMNS.indexOf("observations");
  private static final int REQUESTS = COLUMNS.indexOf("requests");
  private static final int FIRST_SEEN = COLUMNS.indexOf("first_seen");
  private static final int LAST_SEEN = COLUMNS.indexOf("last_seen");
  private static final int CLIENT = COLUMNS.size();

  /** The columns that count requests: each request is in one of them. */
  private static final List<String> COUNTERS =
      List.of(
          "requests_ssl2",
          "requests_ssl3",
          "requests_tls10",
          "requests_tls11",
          "requests_tls12",
          "requests_tls13",
          "requests_other_version",
          "requests_cleartext",
          "requests_failed",
          "requests_not_logged",
          "requests_none");

  private static final Map<UTF8String, Integer> OF_VERSION =
      Map.of(
          text(TlsVersion.SSL2.label()), COUNTERS.indexOf("requests_ssl2"),
          text(TlsVersion.SSL3.label()), COUNTERS.indexOf("requests_ssl3"),
          text(TlsVersion.TLS1_0.label()), COUNTERS.indexOf("requests_tls10"),
          text(TlsVersion.TLS1_1.label()), COUNTERS.indexOf("requests_tls11"),
          text(TlsVersion.TLS1_2.label()), COUNTERS.indexOf("requests_tls12"),
          text(TlsVersion.TLS1_3.label()), COUNTERS.indexOf("requests_tls13"));

  private static final Map<UTF8String, Integer> OF_OUTCOME =
      Map.of(
          text(TlsOutcome.NEGOTIATED.label()), COUNTERS.indexOf("requests_other_version"),
          text(TlsOutcome.CLEARTEXT.label()), COUNTERS.indexOf("requests_cleartext"),
          text(TlsOutcome.FAILED.label()), COUNTERS.indexOf("requests_failed"),
          text(TlsOutcome.NOT_LOGGED.label()), COUNTERS.indexOf("requests_not_logged"),
          text(TlsOutcome.NONE.label()), COUNTERS.indexOf("requests_none"));

  private static final String OF_CLIENTS = Role.CLIENT.label();

  private static final UTF8String NOT_LOGGED = text(TlsOutcome.NOT_LOGGED.label());

  private static final UTF8String CLIENTS_HOP = text(TlsHop.CLIENT.label());

  private static final Set<UTF8String> LEGACY =
      Arrays.stream(TlsVersion.values())
          .filter(TlsVersion::isLegacy)
          .map(version -> text(version.label()))
          .collect(Collectors.toUnmodifiableSet());

  /** What a row of the table is of. */
  static final Grouping GROUPING =
      new Grouping() {

        private static final long serialVersionUID = 1;

        @Override
        public Table table() {
          return Tables.CLIENT_PROTOCOL;
        }

        /** Older versions knew clients alone; where one has left them out, they are addresses. */
        @Override
        public Column[] columns() {
          Column[] columns =
              Arrays.copyOf(
                  COLUMNS.stream().map(functions::col).toArray(Column[]::new), CLIENT + 1);
          columns[ROLE] = functions.coalesce(functions.col("role"), functions.lit(OF_CLIENTS));
          columns[CLIENT] =
              functions.coalesce(functions.col(Tables.CLIENT), functions.col("client_ip"));
          return columns;
        }

        @Override
        public GroupKey key(InternalRow row, int group) {
          UTF8String address = text(row, CLIENT_IP);
          UTF8String client = text(row, CLIENT);
          return GroupKey.of(
              text(row, DIRECTION),
              text(row, PROTOCOL),
              text(row, ROLE),
              address == null && client != null
                  ? text(ClientKey.folded(client.toString()))
                  : address);
        }

        @Override
        public GroupKey account(GroupKey key) {
          return GroupKey.of(key.part(2));
        }

        @Override
        public long observations(InternalRow row) {
          return row.getLong(OBSERVATIONS);
        }

        @Override
        public long requests(InternalRow row) {
          return row.getLong(REQUESTS);
        }

        @Override
        public Uses begin(GroupKey key) {
          return new ClientUses(key);
        }
      };

  private final GroupKey key;
  private final long[] counts = new long[COUNTERS.size()];
  private final LatestText legacy = new LatestText();

  private ClientUses(GroupKey key) {
    this.key = key;
  }

  @Override
  void add(InternalRow row, int group) {
    long last = row.getLong(LAST_SEEN);
    long requests = row.getLong(REQUESTS);
    count(row.getLong(OBSERVATIONS), requests, row.getLong(FIRST_SEEN), last);
    name(last, text(row, CLIENT_IP), text(row, CLIENT), text(row, CLIENT_NAME));
    userNames.add(last, row.getArray(USER_NAMES));
    userAgents.add(last, row.getArray(USER_AGENTS));
    servers.add(last, row.getArray(SERVERS));
    if (!row.isNullAt(PROXIES)) { // else a day that an older version counted
      proxies.add(last, row.getArray(PROXIES));
    }
    boolean isClients = CLIENTS_HOP.equals(text(row, TLS_HOP));
    UTF8String version = isClients ? text(row, TLS_VERSION) : null;
    UTF8String outcome = isClients ? text(row, TLS_OUTCOME) : NOT_LOGGED;
    Integer counter = version == null ? null : OF_VERSION.get(version);
    counter = counter == null ? OF_OUTCOME.get(outcome) : counter;
    if (counter != null) {
      counts[counter] = Math.addExact(counts[counter], requests);
    }
    if (version != null && LEGACY.contains(version)) {
      legacy.add(last, text(row, PROOF_FILE), row.getLong(PROOF_LINE));
    }
  }

  @Override
  GroupKey key() {
    return key;
  }

  @Override
  void add(Uses other) {
    addShared(other);
    ClientUses uses = (ClientUses) other;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.addExact(counts[i], uses.counts[i]);
    }
    legacy.add(uses.legacy);
  }

  @Override
  void fill(TableRow row) {
    row.set("direction", key.part(0))
        .set("protocol", key.part(1))
        .set("role", key.part(2))
        .set("legacy_last_seen", legacy.at())
        .set("legacy_proof_file", legacy.text())
        .set("legacy_proof_line", legacy.number());
    for (int i = 0; i < counts.length; i++) {
      row.set(COUNTERS.get(i), counts[i]);
    }
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }
}
