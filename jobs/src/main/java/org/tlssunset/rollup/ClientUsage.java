package org.tlssunset.rollup;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ObjectCall;
import org.tlssunset.warehouse.Warehouse;

/**
 * The view {@code client_usage}: each row of {@code usage_daily} with its party, or its two, as
 * {@code client_program} counts them. What it says follows from the row and from what is known of
 * addresses now.
 */
public final class ClientUsage {

  /** Its name in SQL. */
  public static final String NAME = "client_usage";

  /** What a row is. */
  public static final String COMMENT =
      "One row per row of usage_daily and party: whose it was, what its TLS was, with what program, how much";

  private static final String PARTY = "_party";

  /** The columns of {@code usage_daily} that stand in the view as they are. */
  private static final List<String> BEFORE =
      List.of("observed_on", "source", "direction", "protocol", "endpoint");

  private static final List<String> AFTER =
      List.of(
          "observations",
          "requests",
          "messages",
          "used",
          "first_seen",
          "last_seen",
          "proof_file",
          "proof_line",
          "proof_item");

  private ClientUsage() {}

  /** Its columns, in order. */
  public static List<org.tlssunset.schema.Column> columns() {
    return Stream.of(
            columns(BEFORE).stream(), UsageParties.columns().stream(), columns(AFTER).stream())
        .flatMap(each -> each)
        .toList();
  }

  private static List<org.tlssunset.schema.Column> columns(List<String> names) {
    return names.stream()
        .flatMap(
            name ->
                Tables.USAGE_DAILY.columns().stream().filter(column -> column.name().equals(name)))
        .toList();
  }

  /**
   * The view's rows.
   *
   * @param usage rows of {@code usage_daily}
   */
  public static Dataset<Row> of(Warehouse warehouse, Dataset<Row> usage) {
    JudgedUsage judged = new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null);
    StructType party = StructType.fromDDL(org.tlssunset.schema.Column.ddl(UsageParties.columns()));
    Column parties =
        ObjectCall.of(
            new UsageParties(judged),
            DataTypes.createArrayType(party),
            false,
            functions.struct(judged.columns()));
    Column[] columns =
        columns().stream()
            .map(
                column ->
                    BEFORE.contains(column.name()) || AFTER.contains(column.name())
                        ? functions.col(column.name())
                        : functions.col(PARTY + "." + column.name()).as(column.name()))
            .toArray(Column[]::new);
    return usage.withColumn(PARTY, functions.explode(parties)).select(columns);
  }
}
