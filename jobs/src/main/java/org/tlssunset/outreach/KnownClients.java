package org.tlssunset.outreach;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** {@code client_protocol} as people get it. */
final class KnownClients {

  private KnownClients() {}

  /** A row of it; {@code client} is the address where an older version has left it out. */
  static Row named(Row row) {
    if (row.getAs(Tables.CLIENT) != null) {
      return row;
    }
    @Nullable Object[] values = new @Nullable Object[row.length()];
    Arrays.setAll(values, row::get);
    values[row.fieldIndex(Tables.CLIENT)] = row.getAs("client_ip");
    return new GenericRowWithSchema(values, row.schema());
  }

  /** Its rows; {@code client} is the address where an older version has left it out. */
  static Dataset<Row> of(Warehouse warehouse) {
    return withClient(warehouse.read(Tables.CLIENT_PROTOCOL));
  }

  /** The same of any rollup's rows. */
  static Dataset<Row> withClient(Dataset<Row> rows) {
    boolean isOlder = !List.of(rows.columns()).contains(Tables.CLIENT);
    return rows.withColumn(
        Tables.CLIENT, isOlder ? col("client_ip") : coalesce(col(Tables.CLIENT), col("client_ip")));
  }
}
