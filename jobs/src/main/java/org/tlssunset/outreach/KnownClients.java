package org.tlssunset.outreach;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * {@code client_protocol} as people get it. What an older version has left out is filled in: {@code
 * client} is the address, and {@code role} that of a client, for it knew no others.
 */
final class KnownClients {

  static final String ROLE = "role";

  static final String PROXIES = "proxies";

  private static final String CLIENTS = Role.CLIENT.label();

  private KnownClients() {}

  /** A row of it. */
  static Row named(Row row) {
    if (row.getAs(Tables.CLIENT) != null && row.getAs(ROLE) != null) {
      return row;
    }
    @Nullable Object[] values = new @Nullable Object[row.length()];
    Arrays.setAll(values, row::get);
    if (row.getAs(Tables.CLIENT) == null) {
      values[row.fieldIndex(Tables.CLIENT)] = row.getAs("client_ip");
    }
    values[row.fieldIndex(ROLE)] = role(row);
    return new GenericRowWithSchema(values, row.schema());
  }

  /** Whose connections a row of a rollup tells of. */
  static String role(Row row) {
    String role = row.getAs(ROLE);
    return role == null ? CLIENTS : role;
  }

  /** The proxies of a row, the most recent first; none where an older version did not ask. */
  static List<String> proxies(Row row) {
    int column = row.fieldIndex(PROXIES);
    return row.isNullAt(column) ? List.of() : List.copyOf(row.<String>getList(column));
  }

  /** Its rows. */
  static Dataset<Row> of(Warehouse warehouse) {
    return filled(warehouse.read(Tables.CLIENT_PROTOCOL));
  }

  /** The same of any rollup's rows. */
  static Dataset<Row> filled(Dataset<Row> rows) {
    List<String> there = List.of(rows.columns());
    Dataset<Row> filled =
        rows.withColumn(
                Tables.CLIENT,
                there.contains(Tables.CLIENT)
                    ? coalesce(col(Tables.CLIENT), col("client_ip"))
                    : col("client_ip"))
            .withColumn(
                ROLE, there.contains(ROLE) ? coalesce(col(ROLE), lit(CLIENTS)) : lit(CLIENTS));
    return there.contains(PROXIES)
        ? filled
        : filled.withColumn(PROXIES, lit(null).cast("array<string>"));
  }
}
