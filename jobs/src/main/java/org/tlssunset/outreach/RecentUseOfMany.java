package org.tlssunset.outreach;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.PlausibleTimes;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.warehouse.Warehouse;

/** {@link RecentUse} of more clients than memory holds: Spark joins them. */
final class RecentUseOfMany {

  private static final String JOINED =
      """
      WITH days AS (
        SELECT *, %1$s AS client_key,
               coalesce(nullif(array_position(array(%2$s), tls_version), 0), 1000) AS age
        FROM days_of_many_clients
        WHERE tls_hop = '%3$s' AND tls_version IS NOT NULL),
      lately AS (
        SELECT direction, protocol, role, client_key,
               min(struct(age, tls_version)).tls_version AS %4$s
        FROM days
        WHERE last_seen >= TIMESTAMP'%5$s'
        GROUP BY direction, protocol, role, client_key),
      proofs AS (
        SELECT proof_file, proof_line, max(get(servers, 0)) AS %6$s
        FROM days
        GROUP BY proof_file, proof_line)
      SELECT clients.*, %4$s, %6$s
      FROM (SELECT *, %1$s AS client_key FROM many_clients) AS clients
      LEFT JOIN lately
        ON lately.direction = clients.direction AND lately.protocol = clients.protocol
          AND lately.role = clients.role AND lately.client_key <=> clients.client_key
      LEFT JOIN proofs ON proof_file = legacy_proof_file AND proof_line = legacy_proof_line
      """;

  private RecentUseOfMany() {}

  /** The clients with the two columns and others behind their own. */
  static Dataset<Row> extended(Warehouse warehouse, Dataset<Row> clients, Instant now) {
    SparkSession spark = warehouse.spark();
    Dataset<Row> days = warehouse.read(Tables.CLIENT_PROTOCOL_DAILY);
    RecentDays recent = new RecentDays(now);
    Row last =
        clients
            .where(functions.col("last_seen").leq(functions.lit(PlausibleTimes.last(now))))
            .agg(functions.max("last_seen"))
            .head();
    if (!last.isNullAt(0)) {
      recent.add(last.getAs(0));
    }
    KnownClients.filled(days).createOrReplaceTempView("days_of_many_clients");
    clients.createOrReplaceTempView("many_clients");
    return spark.sql(
        JOINED.formatted(
            ClientKey.folded(),
            RecentUse.OLDEST_FIRST.stream().map(Sql::literal).collect(joining(", ")),
            TlsHop.CLIENT.label(),
            RecentUse.WORST_VERSION_LATELY,
            recent.begin(),
            RecentUse.PROOF_SERVER));
  }
}
