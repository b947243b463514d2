package org.tlssunset.party.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.ColumnType;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ObjectCall;

/**
 * The view {@code client_observations}: each row of {@code tls_observations} with its party. It
 * drops and repeats none. What it says follows from the row and from what is known of addresses
 * now; nothing of it is stored.
 */
public final class ClientObservations {

  /** Its name in SQL. */
  public static final String NAME = "client_observations";

  /** The column that says what the client's address was called then. */
  public static final String HOST_NAME = "host_name";

  private static final String CLIENT_MEANS =
      "Who it was: client_ip, else the peer as logged with its name; null if nothing is known";

  private static final String HOST_NAME_MEANS =
      "What name-files call client_ip at started_at; null if they say nothing";

  /** Holds {@link PartyColumn}s until they are columns. */
  private static final String PARTY = "_party";

  /** What a row is. */
  public static final String COMMENT =
      "One row per row of tls_observations, with whose connection it was and why";

  private ClientObservations() {}

  /** Its columns, in order. */
  public static List<org.tlssunset.schema.Column> columns() {
    Map<String, org.tlssunset.schema.Column> columns = new LinkedHashMap<>();
    Tables.TLS_OBSERVATIONS.columns().forEach(column -> columns.put(column.name(), column));
    for (PartyColumn column : PartyColumn.values()) {
      columns.put(column.columnName(), column.column());
    }
    columns.put(
        Tables.CLIENT,
        org.tlssunset.schema.Column.of(Tables.CLIENT, ColumnType.STRING, CLIENT_MEANS));
    columns.put(
        HOST_NAME, org.tlssunset.schema.Column.of(HOST_NAME, ColumnType.STRING, HOST_NAME_MEANS));
    return List.copyOf(columns.values());
  }

  /**
   * The view's rows.
   *
   * @param observations rows of {@code tls_observations}
   * @param known of addresses
   * @param names of hosts
   */
  public static Dataset<Row> of(
      Dataset<Row> observations, List<KnownAddress> known, HostNames names) {
    Dataset<Row> judged =
        observations.withColumn(PARTY, party(observations, new RowParties(known)));
    Map<String, PartyColumn> added = new LinkedHashMap<>();
    for (PartyColumn column : PartyColumn.values()) {
      added.put(column.columnName(), column);
    }
    List<Column> columns = new ArrayList<>();
    for (String fact : Tables.TLS_OBSERVATIONS.columnNames()) {
      PartyColumn better = added.remove(fact);
      columns.add(better == null ? functions.col(fact) : column(better));
    }
    added.values().forEach(column -> columns.add(column(column)));
    return judged
        .select(columns.toArray(Column[]::new))
        .withColumn(
            Tables.CLIENT, functions.expr(ClientKey.sql("")).as(Tables.CLIENT, told(CLIENT_MEANS)))
        .withColumn(HOST_NAME, hostName(observations, names).as(HOST_NAME, told(HOST_NAME_MEANS)));
  }

  /** Of names that there are not, no row is asked. */
  private static Column hostName(Dataset<Row> observations, HostNames names) {
    if (names.isEmpty()) {
      return functions.lit(null).cast(DataTypes.StringType);
    }
    return ObjectCall.of(
        RowNames.shared(observations.sparkSession(), names),
        DataTypes.StringType,
        true,
        functions.col(PartyColumn.CLIENT_IP.columnName()),
        functions.col("started_at"));
  }

  private static Column column(PartyColumn column) {
    return functions
        .col(PARTY + "." + column.columnName())
        .as(column.columnName(), told(column.column().comment()));
  }

  private static Metadata told(String comment) {
    return new MetadataBuilder().putString("comment", comment).build();
  }

  /** The struct of {@link PartyColumn}s of each row, by a call of {@link RowParties#of}. */
  private static Column party(Dataset<Row> observations, RowParties parties) {
    Column facts =
        functions.struct(RowParties.FACTS.stream().map(observations::col).toArray(Column[]::new));
    return ObjectCall.of(parties, PartyColumn.struct(), false, facts);
  }
}
