package org.tlssunset.bench;

/** What contestants are asked after the race, to see whether they did the same work. */
enum Question {
  /** Rows by all that tells them apart. */
  OBSERVATIONS(
      """
      SELECT concat_ws(' ', source, protocol, direction, coalesce(client_ip, '-'), coalesce(tls_version, '-'),
               tls_outcome, tls_hop, CASE WHEN is_probe THEN 'probe' ELSE 'traffic' END) AS what,
             count(*) AS number
      FROM observations GROUP BY 1
      """),
  /** The same, with the requests that the rows stand for. */
  REQUESTS(
      """
      SELECT concat_ws(' ', source, protocol, direction, coalesce(client_ip, '-'), coalesce(tls_version, '-'),
               tls_outcome, tls_hop, CASE WHEN is_probe THEN 'probe' ELSE 'traffic' END) AS what,
             CAST(sum(requests) AS BIGINT) AS number
      FROM observations GROUP BY 1
      """),
  /** Who was in contact how often, whatever is known of the TLS. */
  CONTACTS(
      """
      SELECT concat_ws(' ', source, protocol, direction, coalesce(client_ip, '-'),
               CASE WHEN is_probe THEN 'probe' ELSE 'traffic' END) AS what,
             CAST(sum(requests) AS BIGINT) AS number
      FROM observations GROUP BY 1
      """),
  /** Each client's counts, its times, and when it used an old version last. */
  CLIENTS(
      """
      SELECT concat_ws(' ', direction, protocol, coalesce(client, '-'), requests_ssl2, requests_ssl3, requests_tls10,
               requests_tls11, requests_tls12, requests_tls13, requests_cleartext, requests_failed,
               requests_not_logged, requests_none, first_seen, last_seen, coalesce(legacy_last_seen, first_seen)) AS what,
             requests AS number
      FROM clients
      """),
  /** What the programs used of each user who signed in, and when. */
  PROGRAMS(
      """
      SELECT concat_ws(' ', protocol, party, requests_tls10, requests_tls11, requests_tls12, requests_tls13,
               first_seen, last_seen, coalesce(first_tls10, first_seen), coalesce(last_tls10, last_seen),
               coalesce(first_tls12, first_seen), coalesce(last_tls12, last_seen)) AS what,
             requests AS number
      FROM programs WHERE user_name IS NOT NULL
      """),
  /** Requests, or sessions, per TLS version. */
  VERSIONS(
      """
      SELECT tls_version AS what, CAST(sum(requests) AS BIGINT) AS number
      FROM observations WHERE tls_version IS NOT NULL GROUP BY 1
      """),
  /** All lines, header lines too. */
  LINES(
      """
      SELECT 'lines' AS what, CAST(sum(lines) AS BIGINT) AS number FROM files
      """);

  private final String sql;

  Question(String sql) {
    this.sql = sql;
  }

  /**
   * The question in the SQL that DuckDB and Spark share, about views named observations, clients,
   * programs and files; the answer's columns are {@code what} and {@code number}.
   */
  String sql() {
    return sql;
  }
}
