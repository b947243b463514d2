package org.tlssunset.party.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.ObjectType;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Tables;
import scala.jdk.javaapi.CollectionConverters;

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

  private static final String HOST_NAME_MEANS =
      "What name-files call client_ip at started_at; null if they say nothing";

  /** Holds {@link PartyColumn}s until they are columns. */
  private static final String PARTY = "_party";

  private ClientObservations() {}

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
        .withColumn(Tables.CLIENT, functions.expr(ClientKey.sql("")))
        .withColumn(HOST_NAME, hostName(observations, names).as(HOST_NAME, told(HOST_NAME_MEANS)));
  }

  /** Of names that there are not, no row is asked. */
  private static Column hostName(Dataset<Row> observations, HostNames names) {
    if (names.isEmpty()) {
      return functions.lit(null).cast(DataTypes.StringType);
    }
    RowNames called = RowNames.shared(observations.sparkSession(), names);
    return call(
        Literal.fromObject(called, new ObjectType(RowNames.class)),
        DataTypes.StringType,
        true,
        functions.col(PartyColumn.CLIENT_IP.columnName()),
        functions.col("started_at"));
  }

  private static Column column(PartyColumn column) {
    return functions
        .col(PARTY + "." + column.columnName())
        .as(column.columnName(), told(column.comment()));
  }

  private static Metadata told(String comment) {
    return new MetadataBuilder().putString("comment", comment).build();
  }

  /** The struct of {@link PartyColumn}s of each row, by a call of {@link RowParties#of}. */
  private static Column party(Dataset<Row> observations, RowParties parties) {
    Column facts =
        functions.struct(RowParties.FACTS.stream().map(observations::col).toArray(Column[]::new));
    return call(
        Literal.fromObject(parties, new ObjectType(RowParties.class)),
        PartyColumn.struct(),
        false,
        facts);
  }

  /**
   * What the method {@code of} of an object makes of columns.
   *
   * @param isNullOfNull whether it is not asked where one of them is null, and may give null
   */
  private static Column call(
      Literal object, DataType type, boolean isNullOfNull, Column... arguments) {
    List<Expression> given = Stream.of(arguments).map(ExpressionUtils::expression).toList();
    return ExpressionUtils.column(
        new Invoke(
            object,
            "of",
            type,
            CollectionConverters.asScala(given).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            isNullOfNull,
            isNullOfNull,
            true));
  }
}
