package org.tlssunset.rollup;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** {@code tls_observations} counted per day and client: {@code client_protocol_daily}. */
final class ClientProtocolDaily {

  // The inner query folds hours away, so that the outer one collects few rows into its lists. It
  // counts in nothing but numbers, which Spark keeps in place in a hash table; were there a text or
  // a struct among them, it would sort all rows. So the file is a key, and the last use is a
  // number: its time in microseconds, followed by its line in twelve digits. Of a connection that
  // negotiated several times, the oldest version counts. The peer tells clients apart only where
  // their address is not known.
  private static final String QUERY =
      """
      WITH uses AS (
        SELECT observed_on, direction, protocol, client_ip,
               if(client_ip IS NULL, peer_ip, NULL) AS peer_ip,
               coalesce(tls_version_first, tls_version) AS tls_version, tls_outcome, tls_hop,
               client_name, user_name, user_agent, server, source_file,
               count(*) AS observations,
               sum(requests) AS requests,
               min(started_at) AS first_seen,
               max(ended_at) AS last_seen,
               max(unix_micros(ended_at) * 1000000000000BD + source_line) AS last_use
        FROM tls_observations_of_days
        WHERE NOT is_probe
        GROUP BY ALL),
      clients AS (SELECT *, %s AS client FROM uses)
      SELECT observed_on, direction, protocol, max(client_ip) AS client_ip,
             tls_version, tls_outcome, tls_hop,
             sum(observations) AS observations,
             sum(requests) AS requests,
             min(first_seen) AS first_seen,
             max(last_seen) AS last_seen,
             max(struct(last_seen, client_name)) FILTER (WHERE client_name IS NOT NULL)
               .client_name AS client_name,
             %s AS user_names,
             %s AS user_agents,
             %s AS servers,
             max(struct(last_seen, source_file, last_use)).source_file AS proof_file,
             CAST(pmod(max(struct(last_seen, source_file, last_use)).last_use, 1000000000000BD)
               AS BIGINT) AS proof_line,
             max(struct(last_seen, client)).client AS client
      FROM clients
      GROUP BY observed_on, direction, protocol, %s, tls_version, tls_outcome, tls_hop
      """
          .formatted(
              ClientKey.sql(""),
              Spellings.first(recent("user_name")),
              Spellings.exact(recent("user_agent")),
              Spellings.exact(recent("server")),
              ClientKey.folded());

  private ClientProtocolDaily() {}

  static Dataset<Row> of(Dataset<Row> observations) {
    observations.createOrReplaceTempView("tls_observations_of_days");
    Table table = Tables.CLIENT_PROTOCOL_DAILY;
    return observations
        .sparkSession()
        .sql(QUERY)
        .selectExpr(table.columnNames().toArray(String[]::new));
  }

  /** The values of a column, the most recently seen first. */
  private static String recent(String column) {
    return """
    transform(
                 sort_array(collect_set(struct(last_seen, %1$s))
                   FILTER (WHERE %1$s IS NOT NULL), false), use -> use.%1$s)"""
        .formatted(column);
  }
}
