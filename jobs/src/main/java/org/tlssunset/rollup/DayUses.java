package org.tlssunset.rollup;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/**
 * {@code tls_observations} counted per day and client: a row of {@code client_protocol_daily}. Of a
 * connection that negotiated several times, the oldest version counts. The peer tells clients apart
 * only where their address is not known.
 */
final class DayUses extends Uses {

  private static final long serialVersionUID = 1;

  private static final List<String> COLUMNS =
      List.of(
          "observed_on",
          "direction",
          "protocol",
          "client_ip",
          "peer_ip",
          "tls_version",
          "tls_version_first",
          "tls_outcome",
          "tls_hop",
          "client_name",
          "user_name",
          "user_agent",
          "server",
          "source_file",
          "source_line",
          "requests",
          "started_at",
          "ended_at");

  private static final int OBSERVED_ON = COLUMNS.indexOf("observed_on");
  private static final int DIRECTION = COLUMNS.indexOf("direction");
  private static final int PROTOCOL = COLUMNS.indexOf("protocol");
  private static final int CLIENT_IP = COLUMNS.indexOf("client_ip");
  private static final int PEER_IP = COLUMNS.indexOf("peer_ip");
  private static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  private static final int TLS_VERSION_FIRST = COLUMNS.indexOf("tls_version_first");
  private static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  private static final int TLS_HOP = COLUMNS.indexOf("tls_hop");
  private static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  private static final int USER_NAME = COLUMNS.indexOf("user_name");
  private static final int USER_AGENT = COLUMNS.indexOf("user_agent");
  private static final int SERVER = COLUMNS.indexOf("server");
  private static final int SOURCE_FILE = COLUMNS.indexOf("source_file");
  private static final int SOURCE_LINE = COLUMNS.indexOf("source_line");
  private static final int REQUESTS = COLUMNS.indexOf("requests");
  private static final int STARTED_AT = COLUMNS.indexOf("started_at");
  private static final int ENDED_AT = COLUMNS.indexOf("ended_at");

  /** What a row of the table is of. */
  static final Grouping GROUPING =
      new Grouping() {

        private static final long serialVersionUID = 1;

        @Override
        public Table table() {
          return Tables.CLIENT_PROTOCOL_DAILY;
        }

        @Override
        public Column[] columns() {
          return COLUMNS.stream().map(functions::col).toArray(Column[]::new);
        }

        @Override
        public GroupKey key(InternalRow row) {
          UTF8String first = text(row, TLS_VERSION_FIRST);
          return GroupKey.of(
              row.getInt(OBSERVED_ON),
              text(row, DIRECTION),
              text(row, PROTOCOL),
              client(row, true),
              first == null ? text(row, TLS_VERSION) : first,
              text(row, TLS_OUTCOME),
              text(row, TLS_HOP));
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
      };

  private final GroupKey key;
  private final LatestText proof = new LatestText();

  private DayUses(GroupKey key) {
    this.key = key;
  }

  @Override
  void add(InternalRow row) {
    long last = row.getLong(ENDED_AT);
    count(1, row.getLong(REQUESTS), row.getLong(STARTED_AT), last);
    name(last, text(row, CLIENT_IP), client(row, false), text(row, CLIENT_NAME));
    userNames.add(last, text(row, USER_NAME));
    userAgents.add(last, text(row, USER_AGENT));
    servers.add(last, text(row, SERVER));
    proof.add(last, text(row, SOURCE_FILE), row.getLong(SOURCE_LINE));
  }

  @Override
  void add(Uses other) {
    addShared(other);
    proof.add(((DayUses) other).proof);
  }

  @Override
  void fill(TableRow row) {
    row.set("observed_on", key.part(0))
        .set("direction", key.part(1))
        .set("protocol", key.part(2))
        .set("tls_version", key.part(4))
        .set("tls_outcome", key.part(5))
        .set("tls_hop", key.part(6))
        .set("proof_file", proof.text())
        .set("proof_line", proof.number());
  }

  /**
   * Who the row is of, see {@link ClientKey}.
   *
   * @param isFolded whether as clients are compared, else as they are shown
   */
  private static @Nullable UTF8String client(InternalRow row, boolean isFolded) {
    UTF8String address = text(row, CLIENT_IP);
    if (address != null) {
      return address;
    }
    String key =
        ClientKey.of(
            null,
            string(text(row, PEER_IP)),
            string(text(row, CLIENT_NAME)),
            string(text(row, USER_NAME)));
    return UTF8String.fromString(key == null || !isFolded ? key : ClientKey.folded(key));
  }

  private static @Nullable String string(@Nullable UTF8String text) {
    return text == null ? null : text.toString();
  }
}
