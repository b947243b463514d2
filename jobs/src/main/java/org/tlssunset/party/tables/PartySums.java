package org.tlssunset.party.tables;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Belief;
import org.tlssunset.party.KnownAddress;
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

  /** What is summed up. */
  enum What {
    /** A client that claims to forward, with a server; the detail is the list. */
    FORWARDED,
    /** A client, with what TLS it showed. */
    PEER,
    /** An end of our servers, with what TLS clients showed there. */
    ENDPOINT,
    /** A server that hands mail to itself, with its connector; the detail is the EHLO name. */
    GATEWAY
  }

  /**
   * What tells a sum from others; null where its kind does not go by that.
   *
   * @param place the protocol, or the connector
   */
  record Key(
      What what,
      @Nullable String clientIp,
      @Nullable String server,
      @Nullable Integer port,
      @Nullable String place,
      @Nullable String detail)
      implements Serializable {}

  /** A sum. Of programs, users and clients so many are told apart at most: {@value #MOST}. */
  static final class Sum implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int MOST = 1_000;

    private @Nullable Tls tls;
    private boolean isOneTls = true;
    private long requests;
    private long messages;
    private long last = Long.MIN_VALUE;
    private final Set<String> programs = new HashSet<>(2);
    private final Set<String> users = new HashSet<>(2);
    private final Set<String> clients = new HashSet<>(2);

    /** What a connection showed of its TLS. */
    record Tls(String version, String cipher, String keyExchange) implements Serializable {}

    private void add(Used used) {
      requests += used.requests;
      messages += used.messages;
      last = Math.max(last, used.last);
    }

    private void add(Used used, Tls shown) {
      add(used);
      isOneTls &= tls == null || tls.equals(shown);
      tls = shown;
      put(programs, used.program);
      put(users, used.user);
      put(clients, used.client);
    }

    private static void put(Set<String> some, @Nullable String one) {
      if (one != null && some.size() < MOST) {
        some.add(one);
      }
    }

    private Sum plus(Sum other) {
      requests += other.requests;
      messages += other.messages;
      last = Math.max(last, other.last);
      isOneTls &= other.isOneTls && (tls == null || other.tls == null || tls.equals(other.tls));
      tls = tls == null ? other.tls : tls;
      other.programs.forEach(one -> put(programs, one));
      other.users.forEach(one -> put(users, one));
      other.clients.forEach(one -> put(clients, one));
      return this;
    }

    long requests() {
      return requests;
    }

    long messages() {
      return messages;
    }

    Instant last() {
      return Instant.EPOCH.plus(last, ChronoUnit.MICROS);
    }

    /** What all showed; null if not all showed the same. */
    @Nullable SingleTls single() {
      Tls shown = tls;
      return shown == null || !isOneTls
          ? null
          : new SingleTls(
              shown.version,
              shown.cipher,
              shown.keyExchange,
              programs.size(),
              users.size(),
              clients.size(),
              last());
    }
  }

  /** What a row adds to its sums. */
  private record Used(
      long requests,
      long messages,
      long last,
      @Nullable String program,
      @Nullable String user,
      @Nullable String client) {}

  private static final List<String> OTHERS =
      List.of(
          "key_exchange",
          "user_agent",
          "client_name",
          "user_name",
          "requests",
          "messages",
          "ended_at");

  private static final List<String> COLUMNS = columnNames();

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

  private static List<String> columnNames() {
    List<String> names = new ArrayList<>(RowParties.FACTS);
    names.addAll(OTHERS);
    return List.copyOf(names);
  }

  /**
   * The sums that matter, in no order.
   *
   * @param observations rows of {@code tls_observations} with all its columns
   * @param from the first day
   * @param until the last day, with it
   */
  static List<Tuple2<Key, Sum>> of(
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
        .reduceByKey(Sum::plus, tasks)
        .filter(sum -> matters(sum._1(), sum._2()))
        .collect();
  }

  private static boolean matters(Key key, Sum sum) {
    return switch (key.what()) {
      case FORWARDED, GATEWAY -> true;
      case PEER -> sum.single() != null && sum.single().isOfManyPrograms();
      case ENDPOINT -> sum.single() != null && sum.single().isOfManyClients();
    };
  }

  private Iterator<Tuple2<Key, Sum>> ofSome(Iterator<InternalRow> rows) {
    Map<Key, Sum> sums = new HashMap<>();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      add(row, parties.of(row), sums);
    }
    return sums.entrySet().stream()
        .map(sum -> new Tuple2<>(sum.getKey(), sum.getValue()))
        .iterator();
  }

  private static void add(InternalRow row, InternalRow party, Map<Key, Sum> sums) {
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
    if (used.messages > 0 && Belief.ITSELF.equals(text(party, PartyColumn.REASON.ordinal()))) {
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
    Sum.Tls shown = shown(row);
    if (shown != null) {
      if (client != null) {
        sum(sums, new Key(What.PEER, client, null, null, null, null)).add(used, shown);
      }
      Integer port = row.isNullAt(SERVER_PORT) ? null : (Integer) row.getInt(SERVER_PORT);
      sum(sums, new Key(What.ENDPOINT, null, server, port, text(row, PROTOCOL), null))
          .add(used, shown);
    }
  }

  private static Sum sum(Map<Key, Sum> sums, Key key) {
    return sums.computeIfAbsent(key, any -> new Sum());
  }

  /** A resumed session shows no key exchange, which is no evidence for another: null. */
  private static Sum.@Nullable Tls shown(InternalRow row) {
    String version = text(row, TLS_VERSION);
    String cipher = text(row, CIPHER);
    String keyExchange = text(row, KEY_EXCHANGE);
    boolean isTold = TlsOutcome.NEGOTIATED.label().equals(text(row, TLS_OUTCOME));
    return isTold && version != null && cipher != null && keyExchange != null
        ? new Sum.Tls(version, cipher, keyExchange)
        : null;
  }

  private static @Nullable String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }
}
