package org.tlssunset.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people ask first, and the query that answers it over the tables and views.
 *
 * @param asks the question, in plain words
 * @param query one line of Spark SQL, without a semicolon
 * @param hint how to read the answer, or what to do with it; null if it speaks for itself
 */
public record Question(String asks, String query, @Nullable String hint) {

  /** All of them. People call them by their numbers, from 1. */
  public static final List<Question> ALL =
      List.of(
          new Question(
              "Which printers and scanners still send with TLS 1.0, and to which connector?",
              "SELECT client, client_name, program, server, endpoint AS connector,"
                  + " sum(requests) AS sessions, max(last_seen) AS last_seen"
                  + " FROM client_usage WHERE kind = 'device' AND protocol = 'smtp'"
                  + " AND direction = 'inbound' AND tls_version = 'TLS 1.0'"
                  + " GROUP BY ALL ORDER BY last_seen DESC, client, connector",
              "A device is known by the name that its maker gave it: one that was renamed is of kind 'unknown'."),
          new Question(
              "Which share has each TLS version, per week and server?",
              "SELECT week, server, role, protocol, tls_version, round(share, 4) AS share, requests, clients"
                  + " FROM version_share_weekly WHERE direction = 'inbound' AND role IN ('client', 'proxy')"
                  + " AND tls_outcome = 'negotiated'"
                  + " ORDER BY week DESC, server, role, protocol, tls_version",
              "Shares are within a protocol, for mails and requests cannot be added up; a proxy's own connections stand apart."),
          new Question(
              "To which partners do we send mail with TLS 1.0?",
              "SELECT party AS partner, client, client_name, first_seen, last_seen, requests AS sessions"
                  + " FROM last_seen WHERE role = 'client' AND direction = 'outbound' AND tls_version = 'TLS 1.0'"
                  + " ORDER BY last_seen DESC, partner",
              null),
          new Question(
              "Which users have phones that are old, or of which nobody can tell, also behind a proxy?",
              "SELECT user_name, program, protocol, status, legacy_last_seen, last_seen, servers AS tls_ends, reason"
                  + " FROM client_status WHERE role = 'client' AND kind = 'mobile' AND user_name IS NOT NULL"
                  + " AND status NOT IN ('modern-only', 'migrated', 'no-use')"
                  + " ORDER BY legacy_last_seen DESC NULLS LAST, user_name, program, protocol",
              "Behind a proxy that ends TLS a phone's own version is unknown, be the proxy's own old or new."),
          new Question(
              "What changed since yesterday, by the last day of the logs?",
              "SELECT d.as_of, coalesce(c.change, 'none') AS change, c.role, c.direction, c.protocol, c.party,"
                  + " c.client, c.program, c.status_before, c.status, c.reason, c.proof"
                  + " FROM (SELECT max(as_of) AS as_of FROM client_status) d"
                  + " LEFT JOIN latest_changes c ON c.as_of = d.as_of"
                  + " ORDER BY change DESC, c.party, c.protocol",
              null),
          new Question(
              "On which days are logs of a server missing?",
              "SELECT observed_on, day_of_week, server, direction, family FROM missing_days"
                  + " ORDER BY observed_on DESC, server, direction, family",
              "Day 1 is Sunday, 7 is Saturday. No traffic looks the same as no log."),
          new Question(
              "Which programs use TLS 1.0 most?",
              "SELECT program, kind, count(DISTINCT party) AS parties, sum(requests) AS requests,"
                  + " max(last_seen) AS last_seen FROM last_seen WHERE role = 'client' AND direction = 'inbound'"
                  + " AND tls_version = 'TLS 1.0' GROUP BY program, kind"
                  + " ORDER BY parties DESC, requests DESC, program LIMIT 20",
              "NULL are all whose program is not known."),
          new Question(
              "Whose handshakes fail, and why?",
              "SELECT direction, party, client, client_name, server, endpoint AS connector, failure_class,"
                  + " sum(requests) AS failures, max(last_seen) AS last_seen FROM client_usage"
                  + " WHERE tls_outcome = 'failed' AND failure_class IS DISTINCT FROM 'demanded'"
                  + " AND role <> 'probe' AND counts GROUP BY ALL ORDER BY failures DESC, party, failure_class",
              "Whoever is told to use STARTTLS first (451) has begun no handshake: the class 'demanded', which is left out."),
          new Question(
              "How many mails come and go in clear, per connector?",
              "SELECT server, direction, endpoint AS connector, sum(messages) AS mails,"
                  + " count(DISTINCT party) AS parties, max(last_seen) AS last_seen FROM client_usage"
                  + " WHERE protocol = 'smtp' AND tls_outcome = 'cleartext' AND role IN ('client', 'proxy') AND counts"
                  + " GROUP BY ALL HAVING mails > 0 ORDER BY mails DESC, server, connector",
              null),
          new Question(
              "Who uses 3DES or RC4?",
              "SELECT role, party, client, client_name, program, protocol, server, cipher, tls_version,"
                  + " sum(requests) AS requests, max(last_seen) AS last_seen FROM client_usage"
                  + " WHERE cipher RLIKE '3DES|DES-CBC3|RC4' AND role <> 'probe' AND counts"
                  + " GROUP BY ALL ORDER BY requests DESC, party, server, cipher",
              null),
          new Question(
              "Since when has each server shown TLS 1.2?",
              "SELECT server, direction, family, min(observed_on) AS first_day,"
                  + " min_by(concat(proof_file, ':', proof_line), observed_on) AS proof"
                  + " FROM server_capability WHERE tls_version = 'TLS 1.2' AND server IS NOT NULL"
                  + " GROUP BY ALL ORDER BY server, direction, family",
              "Health checks show it as well as clients do."),
          new Question(
              "Where is the proof of a client's old version?",
              "SELECT client, client_name, user_name, protocol, program, status, oldest_version,"
                  + " legacy_last_seen, proof FROM legacy_clients WHERE role = 'client'"
                  + " ORDER BY legacy_last_seen DESC, client, protocol LIMIT 100",
              "'unproven' was old only where the other end had shown nothing newer. Type 'proof FILE:LINE' to see the line; add \"AND client = '…'\" for one client."));
}
