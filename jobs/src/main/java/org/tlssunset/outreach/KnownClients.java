package org.tlssunset.outreach;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** {@code client_protocol} as people get it. */
final class KnownClients {

  private KnownClients() {}

  /** Its rows; {@code client} is the address where an older version has left it out. */
  static Dataset<Row> of(Warehouse warehouse) {
    Dataset<Row> rows = warehouse.read(Tables.CLIENT_PROTOCOL);
    boolean isOlder = !List.of(rows.columns()).contains(Tables.CLIENT);
    return rows.withColumn(
        Tables.CLIENT, isOlder ? col("client_ip") : coalesce(col(Tables.CLIENT), col("client_ip")));
  }
}
