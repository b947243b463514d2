package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.STRING_ARRAY;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.List;

/** The tables that say what to do about what was counted; see {@link Tables}. */
final class PlanTables {

  static final Table SERVER_CAPABILITY =
      Table.named("server_capability", 1)
          .comment(
              "One row per day, TLS end and version that it negotiated with anybody; kept, for it proves later uses")
          .columns(
              Column.required("observed_on", DATE, "UTC day"),
              Column.of("server", STRING, "The server of ours whose TLS it was, by its one name"),
              Column.of("proxy", STRING, "The listed proxy whose TLS it was; else null"),
              Column.required("direction", STRING, "inbound or outbound"),
              Column.required("family", STRING, "http, smtp, pop3 or imap4"),
              Column.required("tls_version", STRING, "SSL 2.0 … TLS 1.3"),
              Column.required("observations", BIGINT, "Rows of tls_observations, of all roles"),
              Column.required("requests", BIGINT, "Their log events"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
              Column.required("proof_file", STRING, "Where the day's last stands: the file"),
              Column.required("proof_line", BIGINT, "Where the day's last stands: the line"),
              Column.of("proof_item", INT, "Which of that line's rows it is, from 0"))
          .days("observed_on")
          .clusteredBy("observed_on", "server")
          .statisticsOn("observed_on", "server")
          .build();

  static final Table COVERAGE_DAILY =
      Table.named("coverage_daily", 1)
          .comment("One row per day, server and protocol: how much of the traffic tells its TLS")
          .columns(
              Column.required("observed_on", DATE, "UTC day"),
              Column.of("server", STRING, "The server by its one name"),
              Column.required("direction", STRING, "inbound or outbound"),
              Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
              Column.required("observations", BIGINT, "Rows of tls_observations that count"),
              Column.required("requests", BIGINT, "Their log events"),
              Column.required(
                  "requests_told", BIGINT, "Of them, those that tell the client's own TLS"),
              Column.required(
                  "requests_behind_proxy",
                  BIGINT,
                  "Of them, those that tell the TLS of a proxy only, which ended the client's own"),
              Column.required(
                  "requests_not_logged", BIGINT, "Of them, those whose log cannot tell"),
              Column.required(
                  "endpoints",
                  STRING_ARRAY,
                  "The connectors or sites that logged it, by name; at most 100"),
              Column.required("first_seen", TIMESTAMP, "First event, UTC"),
              Column.required("last_seen", TIMESTAMP, "Last event, UTC"))
          .days("observed_on")
          .kept(Kept.ROLLUPS)
          .clusteredBy("observed_on", "server")
          .statisticsOn("observed_on", "server")
          .build();

  /** Whose row it is. */
  private static final List<Column> PARTY =
      List.of(
          Column.required("role", STRING, "Whose connections: client, proxy, own-server or probe"),
          Column.required("direction", STRING, "inbound or outbound"),
          Column.required("protocol", STRING, "smtp, mapi-http, ews, …"),
          Column.of("party", STRING, "Who it is, see client_program; null if nothing is known")
              .telling(Personal.CLIENT),
          Column.of("client", STRING, "The client last seen: its address, else its peer and name")
              .telling(Personal.CLIENT),
          Column.of("user_name", STRING, "Who signed in last").telling(Personal.USER),
          Column.of("program", STRING, "Product, major version and system"));

  private static final List<Column> STATUS =
      List.of(
          Column.required("status", STRING, "legacy-only, mixed, migrated, …: plan --explain"),
          Column.required("since", DATE, "First day of the use that the status goes by"),
          Column.required("reason", STRING, "Why, in a sentence"),
          Column.required("dormant", BOOLEAN, "Not seen for the policy's dormant days"));

  private static final List<Column> PROOF =
      List.of(
          Column.required("proof_file", STRING, "Where the use that decides stands: the file"),
          Column.required("proof_line", BIGINT, "Where the use that decides stands: the line"),
          Column.of("proof_item", INT, "Which of that line's rows it is, from 0"));

  private static final List<Column> SEEN =
      List.of(
          Column.of("kind", STRING, "mail-client, mobile, library, device, …"),
          Column.of("client_name", STRING, "The most recent name"),
          Column.of("user_agent", STRING, "The most recent user agent"),
          Column.required("servers", STRING_ARRAY, "The TLS ends that it used, by name"),
          Column.required("first_seen", TIMESTAMP, "First event, UTC"),
          Column.required("last_seen", TIMESTAMP, "Last event, UTC"),
          Column.of("legacy_first_seen", TIMESTAMP, "First old use, UTC; null: none"),
          Column.of("legacy_last_seen", TIMESTAMP, "Last old use, UTC; null: none"),
          Column.of("modern_last_seen", TIMESTAMP, "Last use of no old version; null: none"),
          Column.required("days", BIGINT, "Days of the policy's window on which it was seen"),
          Column.required("requests", BIGINT, "Log events of the policy's window"),
          Column.required("requests_told", BIGINT, "Of them, those that tell its own TLS"),
          Column.of("exception", STRING, "Why the policy excepts it, and until when; else null"),
          Column.required("as_of", DATE, "The last day of evidence that was looked at"));

  private static final Column MINIMUM =
      Column.of(
          "minimum_version",
          STRING,
          "Old are versions before this, the policy's minimum for it; null: not told by older versions");

  static final Table CLIENT_STATUS =
      Table.named("client_status", 2)
          .comment("One row per party, protocol and program: what is known of its old TLS")
          .columns(PARTY)
          .columns(STATUS)
          .columns(PROOF)
          .columns(SEEN)
          .columns(MINIMUM)
          .clusteredBy("party")
          .statisticsOn("party", "status")
          .build();

  static final Table PLAN_CLIENTS =
      Table.named("plan_clients", 2)
          .comment("One row per party, protocol and program: what becomes of it under the plan")
          .columns(PARTY)
          .columns(STATUS)
          .columns(PROOF)
          .columns(SEEN)
          .columns(
              Column.required("effect", STRING, "stops, unknown, falls-to-cleartext, …"),
              Column.required("effect_reason", STRING, "Why, in a sentence"),
              Column.required("is_partly", BOOLEAN, "Only a part of it: it is modern, too"),
              Column.of("taken_along_by", STRING, "The proxy that it comes through and stops with"),
              MINIMUM)
          .clusteredBy("party")
          .statisticsOn("party", "effect")
          .build();

  static final Table PLAN_SUMMARY =
      Table.named("plan_summary", 1)
          .comment("One row per effect, for all and by role, protocol, server and kind of program")
          .columns(
              Column.required("scope", STRING, "all, role, direction, protocol, server or kind"),
              Column.of("name", STRING, "Which of them; null for all, or if it is not known"),
              Column.required("role", STRING, "Whose: client, proxy, own-server or probe"),
              Column.required("effect", STRING, "stops, unknown, falls-to-cleartext, …"),
              Column.required(
                  "parties", BIGINT, "Parties of each direction, by their worst programs there"),
              Column.required("dormant", BIGINT, "Of them, those not seen for a long time"),
              Column.required("excepted", BIGINT, "Of them, those that the policy excepts"),
              Column.required("users", BIGINT, "Of them, those that are users who signed in"),
              Column.required("party_days", BIGINT, "Their days in the policy's window"),
              Column.required("as_of", DATE, "The last day of evidence that was looked at"),
              Column.required("versions", STRING, "What is switched off: TLS 1.0, TLS 1.1"),
              Column.required("ends", STRING, "Where: servers, everywhere or a name"),
              Column.of("planned_on", DATE, "When; null if no day is planned"))
          .clusteredBy("scope")
          .statisticsOn("scope")
          .build();

  static final Table CHANGES =
      Table.named("changes", 1)
          .comment(
              "One row per run, party and protocol that became old, came back or is old no more")
          .columns(
              Column.required("as_of", DATE, "The last day of evidence of the run that found it"),
              Column.required("compared_with", BIGINT, "The version of client_status before"),
              Column.required("change", STRING, "new-legacy, came-back or gone"))
          .columns(PARTY)
          .columns(
              Column.of("status_before", STRING, "Its status before; null if it was not known"),
              Column.of("status", STRING, "Its status since; null if it is not known any more"),
              Column.required(
                  "reason", STRING, "Why, in a sentence; of one that is not known, why before"))
          .columns(PROOF)
          .clusteredBy("as_of", "party")
          .statisticsOn("as_of", "party")
          .build();

  private PlanTables() {}
}
