package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.DATE_ARRAY;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.INT_ARRAY;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.STRING_ARRAY;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every table of the warehouse. Names are contracts: columns are added, never renamed; a new one
 * may be null, stands last and raises the table's version.
 */
public final class Tables {

  /** Of a row of {@code ingested_files}, the name that its log has elsewhere as source_file. */
  public static final String LOG_NAME = "concat_ws('!/', path, entry)";

  /** The column of {@code ingested_files} that holds the sessions a file leaves open. */
  public static final String OPEN_SESSIONS = "open_sessions";

  /** The column of {@code ingested_files} that holds the servers' own ends of connections. */
  public static final String LOCAL_ADDRESSES = "local_addresses";

  /** The column of the rollups that says which client a row is of, see {@link ClientKey}. */
  public static final String CLIENT = "client";

  private static final List<Column> OBSERVATION_COLUMNS =
      Arrays.stream(ObservationColumn.values()).map(ObservationColumn::column).toList();

  /** One row per connection, or per client and hour where the log shows only requests. */
  public static final Table TLS_OBSERVATIONS =
      Table.named("tls_observations", 4)
          .comment(
              "One row per connection, or per client and hour where the log shows only requests")
          .columns(OBSERVATION_COLUMNS)
          .days("observed_on")
          .kept(Kept.OBSERVATIONS)
          .clusteredBy("observed_on", "client_ip")
          .statisticsOn("observed_on", "source", "client_ip", "batch_id")
          .check("version_only_if_negotiated", "tls_version IS NULL OR tls_outcome = 'negotiated'")
          .check("counts_something", "requests > 0")
          .build();

  /**
   * The lines that could not be used: at most some of each file, the count of all is in the ledger.
   */
  public static final Table REJECTED_LINES =
      Table.named("rejected_lines", 2)
          .comment("One row per line that could not be used, with the reason")
          .columns(
              Column.required("source_file", STRING, "The file"),
              Column.required("source_line", BIGINT, "The line, from 1"),
              Column.required("byte_offset", BIGINT, "Where the line begins in the unpacked text"),
              Column.required("reason", STRING, "A sentence that begins with the kind's word"),
              Column.of("text", STRING, "The line's beginning").telling(Personal.TEXT),
              Column.required("batch_id", BIGINT, "The ingest batch that wrote the row"),
              Column.of("kind", STRING, "field-count, quoting, time, no-fields-header, …"))
          .kept(Kept.REJECTED_LINES)
          .statisticsOn("source_file", "batch_id")
          .build();

  /**
   * Whose sessions the sessions between our servers carry, as the commands say that were accepted.
   */
  public static final Table INNER_CLIENTS =
      Table.named("inner_clients", 1)
          .comment(
              "One row per session that one of our servers handed to another (XPROXY, XPROXYFROM)")
          .columns(
              Column.required("observed_on", DATE, "UTC day of handed_at"),
              Column.required("handed_at", TIMESTAMP, "When it was handed on, UTC"),
              Column.required("source", STRING, "Kind of log: smtp-receive, smtp-send"),
              Column.of("server", STRING, "The server that logged it"),
              Column.of("endpoint", STRING, "Its connector"),
              Column.required("session_id", STRING, "The session between the servers"),
              Column.of("sid", STRING, "The session that was handed on: its id at the front end"),
              Column.of("client_ip", STRING, "Who called the front end, RFC 5952; null if masked")
                  .telling(Personal.ADDRESS),
              Column.of("peer_ip", STRING, "The same as logged").telling(Personal.PEER),
              Column.of("peer_port", INT, "Its port there"),
              Column.of("client_name", STRING, "What it called itself: its EHLO name"),
              Column.required("source_file", STRING, "Where the command stands: the file"),
              Column.required("source_line", BIGINT, "Where the command stands: the line, from 1"),
              Column.required("batch_id", BIGINT, "The ingest batch that wrote the row"))
          .days("observed_on")
          .kept(Kept.OBSERVATIONS)
          .statisticsOn("observed_on", "source_file", "sid", "batch_id")
          .build();

  /** The ledger: one row per log that was met, and the commit point of every batch. */
  public static final Table INGESTED_FILES =
      Table.named("ingested_files", 6)
          .comment("The ledger: one row per log file that was met (per entry, in a zip archive)")
          .columns(
              Column.required("path", STRING, "The file as found in the archive"),
              Column.of("entry", STRING, "The entry's name in a zip archive, else null"),
              Column.required("size", BIGINT, "Bytes of the file as stored"),
              Column.required("modified_at", TIMESTAMP, "The store's modification time"),
              Column.required(
                  "state",
                  STRING,
                  "ingested, duplicate, unrecognised, not-read, unreadable, or gone: of the three before, and no longer there"),
              Column.of("reason", STRING, "Why it was not ingested"),
              Column.of("format", STRING, "smtp-receive, smtp-send, iis"),
              Column.required("lines", BIGINT, "Lines in the log: used + comments + rejected"),
              Column.required("used", BIGINT, "Lines that the observations were made from"),
              Column.required("comments", BIGINT, "Header, comment and empty lines"),
              Column.required("rejected", BIGINT, "Lines that could not be used"),
              Column.required("observations", BIGINT, "Rows made of this log alone"),
              Column.of("first_event", TIMESTAMP, "First event of the observations"),
              Column.of("last_event", TIMESTAMP, "Last event of the observations"),
              Column.of("days", DATE_ARRAY, "The days whose observations this log changed"),
              Column.ofStructs(
                  OPEN_SESSIONS,
                  SessionColumns.ALL,
                  "SMTP sessions whose other part is missing here: another log may hold it"),
              Column.required("batch_id", BIGINT, "The ingest batch that read it"),
              Column.of("etag", STRING, "The store's name for this content, where it has one"),
              Column.of("text_bytes", BIGINT, "Length of the log's text, unpacked and in UTF-8"),
              Column.of(
                  "text_checksums",
                  INT_ARRAY,
                  "CRC-32C of the text's first 2, 4, 8 … KiB, then of all of it"),
              Column.of("same_as", STRING, "The source_file that counts instead of a duplicate"),
              Column.of(
                  "last_line_waits",
                  BOOLEAN,
                  "The last line had no end yet and was left for a later run"),
              Column.of("run_started_at", TIMESTAMP, "When the run that read it began, UTC"),
              Column.of("recorded_at", TIMESTAMP, "When its batch was recorded here, UTC"),
              Column.of(
                  "parser_version", INT, "Version of the parser that read it; null: the first"),
              Column.of("settings", STRING, "Digest of the settings that it was read with"),
              Column.of(
                  "unknown_address_columns",
                  STRING_ARRAY,
                  "Columns of unknown names whose values are addresses: of a proxy's client?"),
              Column.of("server", STRING, "Whose log it is; null if no observation names one"),
              Column.ofStructs(
                  LOCAL_ADDRESSES,
                  List.of(
                      Column.of("address", STRING, "A server's own end of connections, RFC 5952"),
                      Column.of("server", STRING, "The server's name; null if nothing tells it"),
                      Column.of("first_used", TIMESTAMP, "Its first event, UTC"),
                      Column.of("last_used", TIMESTAMP, "Its last event, UTC")),
                  "The addresses at which servers were called, or called, in this log"),
              Column.of("inner_clients", BIGINT, "Rows of inner_clients made of this log"))
          .statisticsOn("path", "batch_id", "state")
          .check("every_line_counted", "lines = used + comments + rejected")
          .build();

  /** What is known of addresses: our own servers', those of proxies. */
  public static final Table ADDRESSES =
      Table.named("addresses", 1)
          .comment("One row per address or network of ours or of a proxy, and stretch of days")
          .columns(
              Column.of(
                  "address", STRING, "An address or a network; null: told by the scope alone"),
              Column.of("valid_from", DATE, "The first day, UTC; null: from ever"),
              Column.of("valid_until", DATE, "The last day, with it; null: for ever"),
              Column.required("what", STRING, "own-server, proxy or own-network"),
              Column.of("name", STRING, "The server's or the proxy's; null where it has several"),
              Column.required("learned_from", STRING, "configuration, or the logs that show it"),
              Column.of("proxy_kind", STRING, "tls-ending or layer-4; null if it is no proxy"),
              Column.of("protocols", STRING_ARRAY, "That a proxy passes on; none: all"),
              Column.of("servers", STRING_ARRAY, "That a proxy calls; none: all"),
              Column.of("ports", INT_ARRAY, "Of servers that a proxy calls; none: all"),
              Column.of("preserves_address", BOOLEAN, "Servers see its clients' addresses"),
              Column.of("forwarded_for_fields", STRING_ARRAY, "Where it names its clients"),
              Column.of("tls_version_fields", STRING_ARRAY, "Where it tells their TLS version"),
              Column.of("tls_cipher_fields", STRING_ARRAY, "Where it tells their cipher"))
          .build();

  /** Whose addresses are, and were, as the organisation's own files say. */
  public static final Table HOST_NAMES =
      Table.named("host_names", 1)
          .comment("One row per line of name-files: what an address or network is called, and when")
          .columns(
              Column.required("address", STRING, "An address or a network, RFC 5952")
                  .telling(Personal.ADDRESS),
              Column.of("valid_from", TIMESTAMP, "The first moment, UTC; null: from ever"),
              Column.of("valid_until", TIMESTAMP, "The end, UTC, without it; null: for ever"),
              Column.required("name", STRING, "The host's, as the file has it"),
              Column.required("learned_from", STRING, "The file"),
              Column.required("learned_line", BIGINT, "Its line, from 1"))
          .build();

  /** What one log says of a connection that another log tells of, too. */
  public static final Table MATCHES =
      Table.named("matches", 1)
          .comment("One row per row of inner_clients: the front end's own row of that session")
          .columns(
              Column.required("observed_on", DATE, "UTC day of the row"),
              Column.required("source_file", STRING, "The row: its file"),
              Column.required("source_line", BIGINT, "The row: its line"),
              Column.required("source_item", INT, "The row: which of its line's"),
              Column.required("batch_id", BIGINT, "The row: its batch; of another this is void"),
              Column.required(
                  "how",
                  STRING,
                  "session-id: one session fits; several: more do, so none is taken; orphan: none does"),
              Column.of("matched_file", STRING, "The session's row in tls_observations: its file"),
              Column.of("matched_line", BIGINT, "The session's row: its line"),
              Column.of("matched_item", INT, "The session's row: which of its line's"),
              Column.of("matched_batch_id", BIGINT, "The session's row: its batch"),
              Column.of("client_ip", STRING, "Whose session it is; null if masked")
                  .telling(Personal.ADDRESS),
              Column.of("peer_ip", STRING, "The same as logged").telling(Personal.PEER),
              Column.of("client_name", STRING, "What it called itself"),
              Column.of("tls_outcome", STRING, "Of the session at the front end; null: unknown"),
              Column.of("tls_version", STRING, "Of the session at the front end; null: unknown"),
              Column.of("cipher", STRING, "Of the session at the front end; null: unknown"))
          .days("observed_on")
          .kept(Kept.OBSERVATIONS)
          .clusteredBy("observed_on")
          .statisticsOn("observed_on")
          .build();

  /** Which programs the names are of that programs give themselves. */
  public static final Table PROGRAMS =
      Table.named("programs", 1)
          .comment("One row per user agent, and per EHLO or greeting name that tells of a program")
          .columns(
              Column.required("agent", STRING, "The text, as user_agent or client_name has it"),
              Column.required("named_by", STRING, "user-agent, ehlo or greeting"),
              Column.required("kind", STRING, "mail-client, mobile, library, device, unknown, …"),
              Column.of("product", STRING, "Outlook, Java, …; null if nothing tells"),
              Column.of("major_version", STRING, "The number before the first dot"),
              Column.of("os_family", STRING, "Windows 7, iOS, …; null if nothing tells"))
          .clusteredBy("agent")
          .statisticsOn("agent")
          .build();

  /** What TLS may be, each once: {@code tls_kind} of the rows of usage points here. */
  public static final Table TLS_KINDS = RollupTables.TLS_KINDS;

  /** The facts of each day: what observations say, folded. */
  public static final Table USAGE_DAILY = RollupTables.USAGE_DAILY;

  /** The facts of each month that is over. */
  public static final Table USAGE_MONTHLY = RollupTables.USAGE_MONTHLY;

  /** The facts of all months that are over, as one. */
  public static final Table USAGE_EARLIER = RollupTables.USAGE_EARLIER;

  /** Counts per day and client. */
  public static final Table CLIENT_PROTOCOL_DAILY = RollupTables.CLIENT_PROTOCOL_DAILY;

  /** The answer: what each client still uses. */
  public static final Table CLIENT_PROTOCOL = RollupTables.CLIENT_PROTOCOL;

  /** What each party uses, by its programs. */
  public static final Table CLIENT_PROGRAM = RollupTables.CLIENT_PROGRAM;

  /** Which servers each party uses. */
  public static final Table CLIENT_SERVER = RollupTables.CLIENT_SERVER;

  /** What each TLS end could do, by day. */
  public static final Table SERVER_CAPABILITY = PlanTables.SERVER_CAPABILITY;

  /** How much of the traffic tells its TLS, by day. */
  public static final Table COVERAGE_DAILY = PlanTables.COVERAGE_DAILY;

  /** What is known of each party's old TLS. */
  public static final Table CLIENT_STATUS = PlanTables.CLIENT_STATUS;

  /** Who became old, came back, or is old no more. */
  public static final Table CHANGES = PlanTables.CHANGES;

  /** What becomes of each party under the plan that is configured. */
  public static final Table PLAN_CLIENTS = PlanTables.PLAN_CLIENTS;

  /** What that plan comes to. */
  public static final Table PLAN_SUMMARY = PlanTables.PLAN_SUMMARY;

  /** How the servers' registries are set for TLS, by export. */
  public static final Table SERVER_TLS_SETTINGS =
      Table.named("server_tls_settings", 1)
          .comment(
              "One row per server, day of an export and setting: what its registry says of TLS")
          .columns(
              Column.required("server", STRING, "The server by its one name"),
              Column.required("exported_on", DATE, "The day of the export"),
              Column.of("windows", STRING, "Its version of Windows; null if it is not known"),
              Column.of("exchange", STRING, "Its version of Exchange; null if it is not known"),
              Column.required(
                  "area", STRING, "protocol, dotnet, renegotiation, algorithm or cipher-order"),
              Column.required("name", STRING, "TLS 1.2, or what else is set"),
              Column.of("side", STRING, "Client or Server; of .NET 64-bit or 32-bit; else null"),
              Column.required("value", STRING, "What the registry says, as people read it"),
              Column.of(
                  "state", STRING, "What that comes to: enabled, half-configured, unknown, …"),
              Column.required("learned_from", STRING, "The file of the export"))
          .clusteredBy("server", "exported_on")
          .statisticsOn("server", "exported_on")
          .build();

  /** What owners were told, by the day that a letter went out. */
  public static final Table OUTREACH_LETTERS = LetterTables.OUTREACH_LETTERS;

  private static final List<Table> ALL =
      List.of(
          TLS_OBSERVATIONS,
          INNER_CLIENTS,
          REJECTED_LINES,
          INGESTED_FILES,
          ADDRESSES,
          HOST_NAMES,
          MATCHES,
          PROGRAMS,
          TLS_KINDS,
          USAGE_DAILY,
          USAGE_MONTHLY,
          USAGE_EARLIER,
          CLIENT_PROTOCOL_DAILY,
          CLIENT_PROTOCOL,
          CLIENT_PROGRAM,
          CLIENT_SERVER,
          SERVER_CAPABILITY,
          COVERAGE_DAILY,
          CHANGES,
          CLIENT_STATUS,
          PLAN_CLIENTS,
          PLAN_SUMMARY,
          SERVER_TLS_SETTINGS,
          OUTREACH_LETTERS);

  private Tables() {}

  /** All tables, in the order of the flow. */
  public static List<Table> all() {
    return new ArrayList<>(ALL);
  }
}
