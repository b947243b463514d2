package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsVersion;

/**
 * {@code client_protocol_daily} counted per client: {@code client_protocol}.
 *
 * <p>Behind a proxy that ends TLS, the log tells of the proxy's hop and not of the client's: all
 * such requests count as not logged, whatever their row says.
 */
final class ClientProtocol {

  private static final String QUERY =
      """
      WITH uses AS (
        SELECT * EXCEPT (client),
               coalesce(client, client_ip) AS client,
               CASE WHEN tls_hop = 'client' THEN tls_outcome ELSE 'not-logged' END AS outcome,
               CASE WHEN tls_hop = 'client' THEN tls_version END AS version
        FROM client_protocol_days)
      SELECT direction, protocol, max(client_ip) AS client_ip,
             max(struct(last_seen, client_name)) FILTER (WHERE client_name IS NOT NULL)
               .client_name AS client_name,
             %1$s AS user_names,
             %2$s AS user_agents,
             %3$s AS servers,
             min(first_seen) AS first_seen,
             max(last_seen) AS last_seen,
             sum(observations) AS observations,
             sum(requests) AS requests,
             sum(if(version = 'SSL 2.0', requests, 0)) AS requests_ssl2,
             sum(if(version = 'SSL 3.0', requests, 0)) AS requests_ssl3,
             sum(if(version = 'TLS 1.0', requests, 0)) AS requests_tls10,
             sum(if(version = 'TLS 1.1', requests, 0)) AS requests_tls11,
             sum(if(version = 'TLS 1.2', requests, 0)) AS requests_tls12,
             sum(if(version = 'TLS 1.3', requests, 0)) AS requests_tls13,
             sum(if(outcome = 'negotiated' AND coalesce(version, '') NOT IN
               ('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'), requests, 0))
               AS requests_other_version,
             sum(if(outcome = 'cleartext', requests, 0)) AS requests_cleartext,
             sum(if(outcome = 'failed', requests, 0)) AS requests_failed,
             sum(if(outcome = 'not-logged', requests, 0)) AS requests_not_logged,
             sum(if(outcome = 'none', requests, 0)) AS requests_none,
             max(last_seen) FILTER (WHERE version IN (%4$s)) AS legacy_last_seen,
             max(struct(last_seen, proof_file, proof_line)) FILTER (WHERE version IN (%4$s))
               .proof_file AS legacy_proof_file,
             max(struct(last_seen, proof_file, proof_line)) FILTER (WHERE version IN (%4$s))
               .proof_line AS legacy_proof_line,
             max(struct(last_seen, client)).client AS client
      FROM uses
      GROUP BY direction, protocol, %5$s
      """
          .formatted(
              Spellings.first(recent("user_names")),
              Spellings.exact(recent("user_agents")),
              Spellings.exact(recent("servers")),
              legacyVersions(),
              ClientKey.folded());

  private ClientProtocol() {}

  static Dataset<Row> of(Dataset<Row> days) {
    days.createOrReplaceTempView("client_protocol_days");
    return days.sparkSession()
        .sql(QUERY)
        .selectExpr(Tables.CLIENT_PROTOCOL.columnNames().toArray(String[]::new));
  }

  /**
   * The values of the days' lists, the most recent first. The order is true to the day: within one
   * day, the values of the row that was seen last come first.
   */
  private static String recent(String column) {
    return """
    flatten(transform(
                 sort_array(collect_list(struct(last_seen, %1$s))
                   FILTER (WHERE size(%1$s) > 0), false), use -> use.%1$s))"""
        .formatted(column);
  }

  private static String legacyVersions() {
    return Arrays.stream(TlsVersion.values())
        .filter(TlsVersion::isLegacy)
        .map(version -> "'" + version.label() + "'")
        .collect(Collectors.joining(", "));
  }
}
