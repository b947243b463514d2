package org.tlssunset.party.tables;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Belief;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.tables.PartySum.Key;
import org.tlssunset.party.tables.PartySum.Used;
import org.tlssunset.party.tables.PartySum.What;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsOutcome;
import scala.Tuple2;

/**
 * What the inbound connections of some days sum up to where the parties may be others than is
 * believed. One pass over the rows, in plain Java as the rollups are: each is summed up under all
 * that it bears on.
 */
final class PartySums implements Serializable {

  private static final long serialVersionUID = 1;

  private static final List<String> COLUMNS =
      RowParties.factsAnd(
          List.of(
              "key_exchange",
              "user_agent",
              "client_name",
              "user_name",
              "requests",
              "messages",
              "ended_at"));

  private static final int FORWARDED_FOR = COLUMNS.indexOf("forwarded_for");
  private static final int SERVER_PORT = COLUMNS.indexOf("server_port");
  private static final int PROTOCOL = COLUMNS.indexOf("protocol");
  private static final int CONNECTOR = COLUMNS.indexOf("endpoint");
  private static final int TLS_OUTCOME = COLUMNS.indexOf("tls_outcome");
  private static final int TLS_VERSION = COLUMNS.indexOf("tls_version");
  private static final int CIPHER = COLUMNS.indexOf("cipher");
  private static final int KEY_EXCHANGE = COLUMNS.indexOf("key_exchange");
  private static final int USER_AGENT = COLUMNS.indexOf("user_agent");
  private static final int CLIENT_NAME = COLUMNS.indexOf("client_name");
  private static final int USER_NAME = COLUMNS.indexOf("user_name");
  private static final int REQUESTS = COLUMNS.indexOf("requests");
  private static final int MESSAGES = COLUMNS.indexOf("messages");
  private static final int ENDED_AT = COLUMNS.indexOf("ended_at");

  private final RowParties parties;

  private PartySums(List<KnownAddress> known) {
    parties = new RowParties(known);
  }

  /**
   * The sums that matter, in no order.
   *
   * @param observations rows of {@code tls_observations} with all its columns
   * @param from the first day
   * @param until the last day, with it
   */
  static List<Tuple2<Key, PartySum>> of(
      Dataset<Row> observations, List<KnownAddress> known, LocalDate from, LocalDate until) {
    PartySums sums = new PartySums(known);
    var rows =
        observations
            .where(
                col("observed_on")
                    .between(from, until)
                    .and(col("direction").equalTo(Direction.INBOUND.label())))
            .select(COLUMNS.stream().map(functions::col).toArray(Column[]::new))
            .queryExecution()
            .toRdd()
            .toJavaRDD();
    int tasks = rows.context().defaultParallelism();
    return rows.coalesce(tasks)
        .mapPartitionsToPair(sums::ofSome)
        .reduceByKey(PartySum::plus, tasks)
        .filter(sum -> sum._2().matters(sum._1()))
        .collect();
  }

  private Iterator<Tuple2<Key, PartySum>> ofSome(Iterator<InternalRow> rows) {
    Map<Key, PartySum> sums = new HashMap<>();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      add(row, parties.of(row), sums);
    }
    return sums.entrySet().stream()
        .map(sum -> new Tuple2<>(sum.getKey(), sum.getValue()))
        .iterator();
  }

  private static void add(InternalRow row, InternalRow party, Map<Key, PartySum> sums) {
    String client = text(party, PartyColumn.CLIENT_IP.ordinal());
    String server = text(party, PartyColumn.SERVER.ordinal());
    String agent = text(row, USER_AGENT);
    Used used =
        new Used(
            row.getLong(REQUESTS),
            row.isNullAt(MESSAGES) ? 0 : row.getLong(MESSAGES),
            row.getLong(ENDED_AT),
            agent == null ? text(row, CLIENT_NAME) : agent,
            text(row, USER_NAME),
            client);
    if (used.messages() > 0 && Belief.ITSELF.equals(text(party, PartyColumn.REASON.ordinal()))) {
      sum(
              sums,
              new Key(
                  What.GATEWAY, null, server, null, text(row, CONNECTOR), text(row, CLIENT_NAME)))
          .add(used);
    }
    boolean isClient =
        Role.CLIENT.label().equals(text(party, PartyColumn.ROLE.ordinal()))
            && party.isNullAt(PartyColumn.PROXY.ordinal());
    if (!isClient) {
      return;
    }
    if (client != null && !row.isNullAt(FORWARDED_FOR)) {
      sum(sums, new Key(What.FORWARDED, client, server, null, null, text(row, FORWARDED_FOR)))
          .add(used);
    }
    PartySum.Tls shown = shown(row);
    if (shown != null) {
      if (client != null) {
        sum(sums, new Key(What.PEER, client, null, null, null, null)).add(used, shown);
      }
      Integer port = row.isNullAt(SERVER_PORT) ? null : (Integer) row.getInt(SERVER_PORT);
      sum(sums, new Key(What.ENDPOINT, null, server, port, text(row, PROTOCOL), null))
          .add(used, shown);
    }
  }

  private static PartySum sum(Map<Key, PartySum> sums, Key key) {
    return sums.computeIfAbsent(key, any -> new PartySum());
  }

  /** A resumed session shows no key exchange, which is no evidence for another: null. */
  private static PartySum.@Nullable Tls shown(InternalRow row) {
    String version = text(row, TLS_VERSION);
    String cipher = text(row, CIPHER);
    String keyExchange = text(row, KEY_EXCHANGE);
    boolean isTold = TlsOutcome.NEGOTIATED.label().equals(text(row, TLS_OUTCOME));
    return isTold && version != null && cipher != null && keyExchange != null
        ? new PartySum.Tls(version, cipher, keyExchange)
        : null;
  }

  private static @Nullable String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }
}
