package org.tlssunset.schema;

import static org.tlssunset.schema.ColumnType.BIGINT;
import static org.tlssunset.schema.ColumnType.BOOLEAN;
import static org.tlssunset.schema.ColumnType.DATE;
import static org.tlssunset.schema.ColumnType.DOUBLE;
import static org.tlssunset.schema.ColumnType.INT;
import static org.tlssunset.schema.ColumnType.STRING;
import static org.tlssunset.schema.ColumnType.STRING_ARRAY;
import static org.tlssunset.schema.ColumnType.TIMESTAMP;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The views that {@code sql} and notebooks have beside the tables. Names are contracts. */
public final class Views {

  private static final Column ROLE =
      Column.required("role", STRING, "Whose connections: client, proxy, own-server or probe");
  private static final Column DIRECTION =
      Column.required("direction", STRING, "inbound or outbound");
  private static final Column PROTOCOL =
      Column.required("protocol", STRING, "smtp, mapi-http, ews, …");
  private static final Column PARTY =
      Column.of("party", STRING, "Who it is, see client_program; null if nothing is known");
  private static final Column CLIENT =
      Column.of("client", STRING, "The client last seen: its address, else its peer and name");
  private static final Column USER = Column.of("user_name", STRING, "Who signed in last");
  private static final Column PROGRAM =
      Column.of("program", STRING, "Product, major version and system");
  private static final Column KIND =
      Column.of("kind", STRING, "mail-client, mobile, library, device, …");
  private static final Column VERSION =
      Column.of("tls_version", STRING, "SSL 2.0 … TLS 1.3; null unless negotiated, or unheard of");
  private static final Column OUTCOME =
      Column.required("tls_outcome", STRING, "negotiated, cleartext, failed, …");

  /** The versions that have columns of their own, by the word of these columns. */
  private static final Map<String, TlsVersion> COUNTED =
      Map.of(
          "ssl2", TlsVersion.SSL2,
          "ssl3", TlsVersion.SSL3,
          "tls10", TlsVersion.TLS1_0,
          "tls11", TlsVersion.TLS1_1,
          "tls12", TlsVersion.TLS1_2,
          "tls13", TlsVersion.TLS1_3);

  /** Who still needs an old version. */
  public static final View LEGACY_CLIENTS =
      new View(
          "legacy_clients",
          "One row per party, protocol and program that used a version before the policy's minimum, TLS 1.2 unless configured, and has not gone over to a newer one",
          List.of(
              ROLE,
              DIRECTION,
              PROTOCOL,
              PARTY,
              CLIENT,
              Column.of("client_name", STRING, "The most recent name"),
              USER,
              PROGRAM,
              KIND,
              Column.required("status", STRING, "legacy-only, mixed, unproven, …: plan --explain"),
              Column.of("oldest_version", STRING, "The oldest version that it ever negotiated"),
              Column.required(
                  "legacy_requests", BIGINT, "Log events with versions before the minimum"),
              Column.of("legacy_first_seen", TIMESTAMP, "First old use, UTC"),
              Column.of("legacy_last_seen", TIMESTAMP, "Last old use, UTC"),
              Column.required("servers", STRING_ARRAY, "The TLS ends that it used, by name"),
              Column.required("dormant", BOOLEAN, "Not seen for the policy's dormant days"),
              Column.required("reason", STRING, "Why it has this status, in a sentence"),
              Column.required("proof", STRING, "The line that decides, as 'proof' takes it")),
          """
          SELECT s.role, s.direction, s.protocol, s.party, s.client, s.client_name, s.user_name,
            s.program, s.kind, s.status,
            CASE %s END,
            coalesce(%s, 0),
            s.legacy_first_seen, s.legacy_last_seen, s.servers, s.dormant, s.reason,
            concat(s.proof_file, ':', s.proof_line)
          FROM client_status s LEFT JOIN client_program p
            ON p.role = s.role AND p.direction = s.direction AND p.protocol = s.protocol
              AND p.party <=> s.party AND p.program <=> s.program
          WHERE s.legacy_last_seen IS NOT NULL AND s.status NOT IN ('migrated', 'no-use')
          """
              .formatted(
                  counted(" ", "WHEN p.%1$s > 0 THEN %2$s"),
                  counted(" + ", "if(%2$s < coalesce(s.minimum_version, 'TLS 1.2'), p.%1$s, 0)")));

  /** When each party used which version. */
  public static final View LAST_SEEN =
      new View(
          "last_seen",
          "One row per party, protocol, program and TLS version or outcome: first, last and how often",
          List.of(
              ROLE,
              DIRECTION,
              PROTOCOL,
              PARTY,
              CLIENT,
              Column.of("client_name", STRING, "The most recent name"),
              USER,
              PROGRAM,
              KIND,
              OUTCOME,
              VERSION,
              Column.of("first_seen", TIMESTAMP, "First, UTC"),
              Column.of("last_seen", TIMESTAMP, "Last, UTC"),
              Column.required("requests", BIGINT, "Log events")),
          """
          SELECT role, direction, protocol, party, client, client_name, user_name, program, kind,
            use.tls_outcome, use.tls_version, use.first_seen, use.last_seen, use.requests
          FROM (SELECT *, explode(array(%s)) AS use FROM client_program)
          WHERE use.requests > 0
          """
              .formatted(UseCount.ALL.stream().map(Views::use).collect(Collectors.joining(", "))));

  /** What each server's traffic is made of, by day. */
  public static final View VERSION_SHARE_DAILY =
      shares("version_share_daily", "observed_on", "observed_on", "UTC day");

  /** The same by week. */
  public static final View VERSION_SHARE_WEEKLY =
      shares(
          "version_share_weekly",
          "week",
          "CAST(date_trunc('week', observed_on) AS DATE)",
          "The week's Monday, UTC");

  /** Which programs use what. */
  public static final View TOP_PROGRAMS =
      new View(
          "top_programs",
          "One row per role, direction, protocol, program and TLS version: how many parties, and how much",
          List.of(
              ROLE,
              DIRECTION,
              PROTOCOL,
              PROGRAM,
              KIND,
              OUTCOME,
              VERSION,
              Column.required("parties", BIGINT, "How many have it"),
              Column.required("requests", BIGINT, "Log events"),
              Column.of("last_seen", TIMESTAMP, "Last, UTC")),
          """
          SELECT role, direction, protocol, program, kind, tls_outcome, tls_version,
            count(*), sum(requests), max(last_seen)
          FROM last_seen
          GROUP BY role, direction, protocol, program, kind, tls_outcome, tls_version
          """);

  /** Where evidence is missing. */
  public static final View MISSING_DAYS =
      new View(
          "missing_days",
          "One row per day, server, direction and family of protocols without any log, from the first day with one to the last of all",
          List.of(
              Column.required("observed_on", DATE, "UTC day"),
              Column.required("server", STRING, "The server by its one name"),
              DIRECTION,
              Column.required("family", STRING, "smtp, pop3, imap4 or http"),
              Column.required("day_of_week", INT, "1 is Sunday, 7 is Saturday")),
          """
          SELECT day, server, direction, family, dayofweek(day)
          FROM (
            SELECT server, direction, family, explode(sequence(first_day, last_day)) AS day
            FROM (
              SELECT server, direction, %1$s AS family, min(observed_on) AS first_day
              FROM coverage_daily WHERE server IS NOT NULL GROUP BY 1, 2, 3
            ) CROSS JOIN (SELECT max(observed_on) AS last_day FROM coverage_daily)
          ) d
          WHERE NOT EXISTS (
            SELECT 1 FROM coverage_daily c
            WHERE c.server = d.server AND c.direction = d.direction AND c.observed_on = d.day
              AND %1$s = d.family)
          """
              .formatted("if(protocol IN ('smtp', 'pop3', 'imap4'), protocol, 'http')"));

  /** What the last day brought. */
  public static final View LATEST_CHANGES =
      new View(
          "latest_changes",
          "One row per change that the last day of evidence brought: who became old, came back or is old no more",
          List.of(
              Column.required("as_of", DATE, "The last day of evidence"),
              Column.required("change", STRING, "new-legacy, came-back or gone"),
              ROLE,
              DIRECTION,
              PROTOCOL,
              PARTY,
              CLIENT,
              USER,
              PROGRAM,
              Column.of("status_before", STRING, "Its status before; null if it was not known"),
              Column.of("status", STRING, "Its status since; null if it is not known any more"),
              Column.required("reason", STRING, "Why, in a sentence"),
              Column.required("proof", STRING, "The line that decides, as 'proof' takes it")),
          """
          WITH d AS (SELECT max(as_of) AS day FROM client_status)
          SELECT as_of, change, role, direction, protocol, party, client, user_name, program,
            status_before, status, reason, concat(proof_file, ':', proof_line)
          FROM changes JOIN d ON as_of = day
          UNION ALL
          SELECT day, 'new-legacy', role, direction, protocol, party, client, user_name, program,
            NULL, status, reason, concat(proof_file, ':', proof_line)
          FROM (
            SELECT *, date(min(legacy_first_seen) OVER (
              PARTITION BY role, direction, protocol, party)) AS first_day
            FROM client_status) s JOIN d ON first_day = day
          WHERE status IN ('legacy-only', 'mixed') AND date(legacy_first_seen) = day
            AND NOT EXISTS (
              SELECT 1 FROM changes c
              WHERE c.as_of = d.day AND c.role = s.role AND c.direction = s.direction
                AND c.protocol = s.protocol AND c.party <=> s.party)
          """);

  private Views() {}

  /**
   * Text for each version that has columns of its own, the oldest first.
   *
   * @param each takes the column of requests, and the version as a literal
   */
  private static String counted(String between, String each) {
    return UseCount.ALL.stream()
        .filter(count -> COUNTED.containsKey(count.word()))
        .map(
            count ->
                each.formatted(count.requests(), Sql.literal(COUNTED.get(count.word()).label())))
        .collect(Collectors.joining(between));
  }

  private static String use(UseCount count) {
    TlsVersion version = COUNTED.get(count.word());
    boolean isNegotiated = version != null || count.word().equals("other_version");
    return "named_struct('tls_outcome', %s, 'tls_version', %s, 'first_seen', %s, 'last_seen', %s, 'requests', %s)"
        .formatted(
            Sql.literal(
                isNegotiated ? TlsOutcome.NEGOTIATED.label() : count.word().replace('_', '-')),
            version == null ? "CAST(NULL AS STRING)" : Sql.literal(version.label()),
            count.first(),
            count.last(),
            count.requests());
  }

  private static View shares(String name, String time, String expression, String timeMeans) {
    return new View(
        name,
        "One row per %s, role, direction, protocol, server and TLS version: how much of the requests that count"
            .formatted(time.equals("week") ? "week" : "day"),
        List.of(
            Column.required(time, DATE, timeMeans),
            ROLE,
            DIRECTION,
            PROTOCOL,
            Column.of("server", STRING, "The server by its one name"),
            OUTCOME,
            VERSION,
            Column.required("requests", BIGINT, "Log events"),
            Column.of(
                "share",
                DOUBLE,
                "Part of the negotiated requests of the same time, role, direction, protocol and server, 0 to 1; null unless negotiated"),
            Column.required("clients", BIGINT, "How many clients, by address or name")),
        """
        SELECT time, role, direction, protocol, server, tls_outcome, tls_version, requests,
          if(tls_outcome = 'negotiated', requests / sum(requests) OVER (
            PARTITION BY time, role, direction, protocol, server, tls_outcome), NULL),
          clients
        FROM (
          SELECT %s AS time, role, direction, protocol, server, tls_outcome, tls_version,
            sum(requests) AS requests, count(DISTINCT client) AS clients
          FROM client_usage WHERE counts GROUP BY ALL)
        """
            .formatted(expression));
  }

  /** All of them, each behind those that it asks. */
  public static List<View> all() {
    return List.of(
        LEGACY_CLIENTS,
        LAST_SEEN,
        VERSION_SHARE_DAILY,
        VERSION_SHARE_WEEKLY,
        TOP_PROGRAMS,
        MISSING_DAYS,
        LATEST_CHANGES);
  }
}
