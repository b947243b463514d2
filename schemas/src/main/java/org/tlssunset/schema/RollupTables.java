package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.STRING_ARRAY;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.List;

/** The tables that are counted from {@code tls_observations}; see {@link Tables}. */
final class RollupTables {

  private static final String CLIENT_MEANS =
      "The other party, a server if we called it: its address, else the peer as logged with its name; null if nothing is known";

  private static final String ROLE_MEANS =
      "Whose connections: client, proxy, own-server or probe; null: not asked by older versions";

  private static final String PROXIES_MEANS =
      "Listed proxies that it came through, or that it is: at most five, the most recent first; null: not asked by older versions";

  private static final List<Column> COUNTED_BY =
      List.of(
          Column.required("source", STRING, "Kind of log: smtp-receive, iis, …"),
          Column.required("direction", STRING, "inbound or outbound"),
          Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
          Column.of("server", STRING, "The server as the log calls it"),
          Column.of("endpoint", STRING, "Connector, site or virtual service"),
          Column.of("server_ip", STRING, "The server's own end: its address"),
          Column.of("server_port", INT, "The server's own end: its port; null if it called"),
          Column.of("client_ip", STRING, "The peer's address; null if it is none, or is masked")
              .telling(Personal.ADDRESS),
          Column.of("peer_ip", STRING, "The peer as logged, where client_ip is null")
              .telling(Personal.PEER),
          Column.of("client_name", STRING, "EHLO name, or the remote host's name"),
          Column.of("user_name", STRING, "Who signed in, as the setting identify has it")
              .telling(Personal.USER),
          Column.of("user_agent", STRING, "With what program"),
          Column.of("program", STRING, "What program that is, as far as its names tell"),
          Column.of("forwarded_for", STRING, "For whom the peer says it calls")
              .telling(Personal.ADDRESSES),
          Column.of("forwarded_tls_version", STRING, "With which TLS it says it was called"),
          Column.of("forwarded_tls_cipher", STRING, "With which cipher it says it was called"),
          Column.required("is_probe", BOOLEAN, "It bears the mark of a health check"),
          Column.of("inner", BOOLEAN, "Whether one of our servers talked to another"),
          Column.required("tls_kind", BIGINT, "What its TLS was: a row of tls_kinds"),
          Column.of(
                  "client", STRING, "Who it was, where an older version has counted it; else null")
              .telling(Personal.CLIENT),
          Column.of(
              "counted_as", STRING, "Its role, where an older version has counted it; else null"));

  private static final List<Column> COUNTED =
      List.of(
          Column.required("observations", BIGINT, "Rows of tls_observations"),
          Column.required("requests", BIGINT, "Their log events"),
          Column.of("messages", BIGINT, "Mails accepted; null where logs do not tell"),
          Column.of(
              "used", BIGINT, "Sign-ins, mails and requests that were answered; null: untold"),
          Column.required("first_seen", TIMESTAMP, "First event, UTC"),
          Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
          Column.required("proof_file", STRING, "Where the last use stands: the file"),
          Column.required("proof_line", BIGINT, "Where the last use stands: the line"),
          Column.of("proof_item", INT, "Which of that line's rows it is, from 0"));

  static final Table TLS_KINDS =
      Table.named("tls_kinds", 1)
          .comment("One row per kind of TLS that was ever seen: usage_daily.tls_kind says which")
          .columns(
              Column.required("tls_kind", BIGINT, "Its number: a digest of the columns behind"),
              Column.required("tls_outcome", STRING, "negotiated, cleartext, failed, …"),
              Column.required("tls_hop", STRING, "client: the peer's own; proxy: of an inner hop"),
              Column.of("tls_version", STRING, "SSL 2.0 … TLS 1.3; null unless negotiated"),
              Column.of("tls_version_first", STRING, "The oldest of several handshakes"),
              Column.of("cipher", STRING, "Bulk cipher: AES_256 …"),
              Column.of("cipher_bits", INT, "Its strength, bits"),
              Column.of("mac", STRING, "MAC's hash: SHA_384 …"),
              Column.of("mac_bits", INT, "Its strength, bits"),
              Column.of("key_exchange", STRING, "ECDHE, DHE, RSA …"),
              Column.of("key_exchange_bits", INT, "Its strength, bits"),
              Column.of("cipher_suite", STRING, "IANA name where the log gives it"),
              Column.of("failure_class", STRING, "version, certificate, demanded, unknown"),
              Column.of("offered_version", STRING, "The newest offered; null: no log tells of it"))
          .statisticsOn("tls_kind")
          .build();

  static final Table USAGE_DAILY =
      Table.named("usage_daily", 1)
          .comment("One row per day and kind of use: what tls_observations says, without the hours")
          .columns(Column.required("observed_on", DATE, "UTC day"))
          .columns(COUNTED_BY)
          .columns(COUNTED)
          .days("observed_on")
          .kept(Kept.ROLLUPS)
          .clusteredBy("observed_on", "client_ip")
          .statisticsOn("observed_on", "client_ip")
          .build();

  static final Table USAGE_MONTHLY =
      Table.named("usage_monthly", 1)
          .comment("One row per month that is over and kind of use: usage_daily without the days")
          .columns(
              Column.required("month", DATE, "Its first day"),
              Column.required(
                  "observed_from",
                  DATE,
                  "First of the month's days on which the same was known of addresses"))
          .columns(COUNTED_BY)
          .columns(COUNTED)
          .months("month")
          .kept(Kept.ROLLUPS)
          .clusteredBy("month", "client_ip")
          .statisticsOn("month", "client_ip")
          .build();

  static final Table USAGE_EARLIER =
      Table.named("usage_earlier", 1)
          .comment("One row per kind of use: usage_monthly without the months")
          .columns(
              Column.required(
                  "observed_from", DATE, "First day on which the same was known of addresses"))
          .columns(COUNTED_BY)
          .columns(COUNTED)
          .clusteredBy("client_ip")
          .statisticsOn("client_ip")
          .build();

  /** Counts per day and client. */
  static final Table CLIENT_PROTOCOL_DAILY =
      Table.named("client_protocol_daily", 4)
          .comment("One row per day, party, protocol and what its TLS was, of what counts")
          .columns(
              Column.required("observed_on", DATE, "UTC day"),
              Column.required("direction", STRING, "inbound or outbound"),
              Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
              Column.of("client_ip", STRING, "The party's address; null if it is not known")
                  .telling(Personal.ADDRESS),
              Column.of(
                  "tls_version", STRING, "The oldest negotiated: SSL 2.0 … TLS 1.3; else null"),
              Column.required("tls_outcome", STRING, "negotiated, cleartext, failed, …"),
              Column.required("tls_hop", STRING, "client, or proxy: no evidence of the party"),
              Column.required("observations", BIGINT, "Rows of tls_observations"),
              Column.required("requests", BIGINT, "Their log events"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
              Column.of("client_name", STRING, "The most recent name"),
              Column.of("user_names", STRING_ARRAY, "At most five, the most recent first")
                  .telling(Personal.USER),
              Column.of("user_agents", STRING_ARRAY, "At most five, the most recent first"),
              Column.of("servers", STRING_ARRAY, "At most five, the most recent first"),
              Column.required("proof_file", STRING, "Where the row's last use stands: the file"),
              Column.required("proof_line", BIGINT, "Where the row's last use stands: the line"),
              Column.of(Tables.CLIENT, STRING, CLIENT_MEANS).telling(Personal.CLIENT),
              Column.of("role", STRING, ROLE_MEANS),
              Column.of("proxies", STRING_ARRAY, PROXIES_MEANS))
          .days("observed_on")
          .kept(Kept.ROLLUPS)
          .clusteredBy("observed_on", "client_ip")
          .statisticsOn("observed_on", "client_ip")
          .build();

  /** The answer: what each client still uses. */
  static final Table CLIENT_PROTOCOL =
      Table.named("client_protocol", 4)
          .comment("One row per party and protocol: what it used and when, of what counts")
          .columns(
              Column.required("direction", STRING, "inbound or outbound"),
              Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
              Column.of("client_ip", STRING, "The party's address; null if it is not known")
                  .telling(Personal.ADDRESS),
              Column.of("client_name", STRING, "The most recent name"),
              Column.of("user_names", STRING_ARRAY, "At most five, the most recent first")
                  .telling(Personal.USER),
              Column.of("user_agents", STRING_ARRAY, "At most five, the most recent first"),
              Column.of("servers", STRING_ARRAY, "At most five, the most recent first"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
              Column.required("observations", BIGINT, "Rows of tls_observations"),
              Column.required("requests", BIGINT, "Their log events: the sum of the columns below"))
          .columns(UseCount.counted())
          .columns(
              Column.of("legacy_last_seen", TIMESTAMP, "Last use of a version before TLS 1.2"),
              Column.of("legacy_proof_file", STRING, "The log that shows that last use"),
              Column.of("legacy_proof_line", BIGINT, "Its line, from 1"),
              Column.of(Tables.CLIENT, STRING, CLIENT_MEANS).telling(Personal.CLIENT),
              Column.of("role", STRING, ROLE_MEANS),
              Column.of("proxies", STRING_ARRAY, PROXIES_MEANS))
          .clusteredBy("client_ip")
          .statisticsOn("client_ip", "legacy_last_seen")
          .build();

  private static final List<Column> PARTY =
      List.of(
          Column.required("role", STRING, "Whose connections: client, proxy, own-server or probe"),
          Column.required("direction", STRING, "inbound or outbound"),
          Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
          Column.of("party", STRING, "Who it is, see PartyKey; null if nothing is known")
              .telling(Personal.CLIENT));

  static final Table CLIENT_PROGRAM =
      Table.named("client_program", 1)
          .comment("One row per party, protocol and program: what it used and when, whoever counts")
          .columns(PARTY)
          .columns(
              Column.of("program", STRING, "Product, major version and system"),
              Column.of("kind", STRING, "mail-client, mobile, library, device, …"),
              Column.of("client_ip", STRING, "The address last seen; null if none is known")
                  .telling(Personal.ADDRESS),
              Column.of(
                      Tables.CLIENT,
                      STRING,
                      "The client last seen: its address, else as client_protocol has it")
                  .telling(Personal.CLIENT),
              Column.of("user_name", STRING, "Who signed in last").telling(Personal.USER),
              Column.of("client_name", STRING, "The most recent name"),
              Column.of("user_agent", STRING, "The most recent user agent"),
              Column.of("proxy", STRING, "The listed proxy that it came through last"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
              Column.required("observations", BIGINT, "Rows of tls_observations"),
              Column.required("observations_counted", BIGINT, "Of them, those that count"),
              Column.required("requests", BIGINT, "Their log events"),
              Column.of("messages", BIGINT, "Mails accepted; null where logs do not tell"),
              Column.of("used", BIGINT, "Sign-ins, mails and requests answered; null: untold"))
          .columns(UseCount.columns())
          .columns(
              Column.of("legacy_last_seen", TIMESTAMP, "Last use of a version before TLS 1.2"),
              Column.of("legacy_proof_file", STRING, "The log that shows that last use"),
              Column.of("legacy_proof_line", BIGINT, "Its line, from 1"),
              Column.of("legacy_proof_item", INT, "Which of that line's rows it is"),
              Column.of("offered_version", STRING, "The newest offered; null: untold"))
          .clusteredBy("party")
          .statisticsOn("party", "last_seen", "legacy_last_seen")
          .build();

  static final Table CLIENT_SERVER =
      Table.named("client_server", 1)
          .comment("One row per party, protocol, server and TLS version: when, and how often")
          .columns(PARTY)
          .columns(
              Column.of("server", STRING, "The server by its one name"),
              Column.of("tls_version", STRING, "The oldest negotiated; else null"),
              Column.required("tls_outcome", STRING, "negotiated, cleartext, failed, …"),
              Column.required("tls_hop", STRING, "client, or proxy: no evidence of the party"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
              Column.required("observations", BIGINT, "Rows of tls_observations"),
              Column.required("requests", BIGINT, "Their log events"),
              Column.required("proof_file", STRING, "Where the last use stands: the file"),
              Column.required("proof_line", BIGINT, "Where the last use stands: the line"),
              Column.of("proof_item", INT, "Which of that line's rows it is"))
          .clusteredBy("party")
          .statisticsOn("party", "server")
          .build();

  private RollupTables() {}
}
