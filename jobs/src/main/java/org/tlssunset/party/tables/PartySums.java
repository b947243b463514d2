package org.tlssunset.party.tables;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.tlssunset.party.Belief;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsOutcome;

/**
 * What the inbound connections of some days sum up to where the parties may be others than is
 * believed. One query sums up each row under all that it bears on.
 */
final class PartySums {

  /** A client that claims to forward, with a server and a list: {@link #DETAIL}. */
  static final String FORWARDED = "forwarded";

  /** A client with what TLS it showed. */
  static final String PEER = "peer";

  /** An end of our servers with what TLS clients showed there. */
  static final String ENDPOINT = "endpoint";

  /** A server that hands mail to itself, with connector and EHLO name: {@link #DETAIL}. */
  static final String GATEWAY = "gateway";

  static final String WHAT = "what";
  static final String CLIENT_IP = "client_ip";
  static final String SERVER = "server";
  static final String SERVER_PORT = "server_port";
  static final String PROTOCOL = "protocol";
  static final String CONNECTOR = "connector";
  static final String DETAIL = "detail";
  static final String TLS_VERSION = "tls_version";
  static final String CIPHER = "cipher";
  static final String KEY_EXCHANGE = "key_exchange";
  static final String REQUESTS = "requests";
  static final String MESSAGES = "messages";
  static final String LAST = "last";

  /** Counted to 5 %: exactly would cost a sort of all rows. */
  static final String PROGRAMS = "programs";

  /** Counted to 5 %. */
  static final String USERS = "users";

  /** Counted to 5 %. */
  static final String CLIENTS = "clients";

  private static final String KINDS = "kinds";

  private static final List<String> KEY =
      List.of(
          WHAT,
          CLIENT_IP,
          SERVER,
          SERVER_PORT,
          PROTOCOL,
          CONNECTOR,
          DETAIL,
          TLS_VERSION,
          CIPHER,
          KEY_EXCHANGE);

  private static final String IS_CLIENT =
      "role = '%s' AND proxy IS NULL".formatted(Role.CLIENT.label());

  /** A resumed session shows no key exchange, which is no evidence for another. */
  private static final String SHOWS_TLS =
      "%s AND tls_outcome = '%s' AND cipher IS NOT NULL AND key_exchange IS NOT NULL"
          .formatted(IS_CLIENT, TlsOutcome.NEGOTIATED.label());

  private static final List<String> KEYS =
      List.of(
          key(
              FORWARDED,
              IS_CLIENT + " AND client_ip IS NOT NULL AND forwarded_for IS NOT NULL",
              Map.of(CLIENT_IP, "client_ip", SERVER, "server", DETAIL, "forwarded_for")),
          key(
              PEER,
              SHOWS_TLS + " AND client_ip IS NOT NULL",
              Map.of(
                  CLIENT_IP, "client_ip",
                  TLS_VERSION, "tls_version",
                  CIPHER, "cipher",
                  KEY_EXCHANGE, "key_exchange")),
          key(
              ENDPOINT,
              SHOWS_TLS,
              Map.of(
                  SERVER, "server",
                  SERVER_PORT, "server_port",
                  PROTOCOL, "protocol",
                  TLS_VERSION, "tls_version",
                  CIPHER, "cipher",
                  KEY_EXCHANGE, "key_exchange")),
          key(
              GATEWAY,
              "reason = '%s' AND messages > 0".formatted(Belief.ITSELF),
              Map.of(SERVER, "server", CONNECTOR, "endpoint", DETAIL, "client_name")));

  private PartySums() {}

  /**
   * The sums that matter, one at a time, in no order. Columns that do not tell a sum from others of
   * its kind are null.
   *
   * @param observations rows of {@code tls_observations} with all its columns
   * @param from the first day
   * @param until the last day, with it
   */
  static Iterator<Row> of(
      Dataset<Row> observations, List<KnownAddress> known, LocalDate from, LocalDate until) {
    Dataset<Row> inbound =
        observations.where(
            col("observed_on")
                .between(from, until)
                .and(col("direction").equalTo(Direction.INBOUND.label())));
    Column[] key = KEY.stream().map(functions::col).toArray(Column[]::new);
    return ClientObservations.of(inbound, known)
        .selectExpr(
            "explode(array_compact(array(%s))) AS key".formatted(String.join(", ", KEYS)),
            "client_ip AS caller",
            "coalesce(user_agent, client_name) AS program",
            "user_name",
            "requests",
            "messages",
            "ended_at")
        .selectExpr("key.*", "caller", "program", "user_name", "requests", "messages", "ended_at")
        .groupBy(key)
        .agg(
            functions.sum("requests").as(REQUESTS),
            functions.sum("messages").as(MESSAGES),
            functions.max("ended_at").as(LAST),
            functions.approx_count_distinct("program").as(PROGRAMS),
            functions.approx_count_distinct("user_name").as(USERS),
            functions.approx_count_distinct("caller").as(CLIENTS))
        .withColumn(
            KINDS,
            functions
                .count(functions.lit(1))
                .over(Window.partitionBy(WHAT, CLIENT_IP, SERVER, SERVER_PORT, PROTOCOL)))
        .where(
            "%s NOT IN ('%s', '%s') OR %s = 1 AND IF(%s = '%s', %s, %s)"
                .formatted(
                    WHAT,
                    PEER,
                    ENDPOINT,
                    KINDS,
                    WHAT,
                    PEER,
                    SingleTls.MANY_AT_PEER,
                    SingleTls.MANY_AT_ENDPOINT))
        .toLocalIterator();
  }

  /** SQL of the key under which a row is summed up, or null where the condition does not hold. */
  private static String key(String what, String condition, Map<String, String> columns) {
    String fields =
        KEY.stream()
            .filter(name -> !name.equals(WHAT))
            .map(
                name ->
                    "'%s', CAST(%s AS %s)"
                        .formatted(
                            name,
                            columns.getOrDefault(name, "NULL"),
                            name.equals(SERVER_PORT) ? "INT" : "STRING"))
            .collect(Collectors.joining(", "));
    return "CASE WHEN %s THEN named_struct('%s', '%s', %s) END"
        .formatted(condition, WHAT, what, fields);
  }
}
