package org.tlssunset.party.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.ObjectType;
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

  /** Holds {@link PartyColumn}s until they are columns. */
  private static final String PARTY = "_party";

  private ClientObservations() {}

  /**
   * The view's rows.
   *
   * @param observations rows of {@code tls_observations}
   * @param known of addresses
   */
  public static Dataset<Row> of(Dataset<Row> observations, List<KnownAddress> known) {
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
        .withColumn(Tables.CLIENT, functions.expr(ClientKey.sql("")));
  }

  private static Column column(PartyColumn column) {
    Metadata told = new MetadataBuilder().putString("comment", column.comment()).build();
    return functions.col(PARTY + "." + column.columnName()).as(column.columnName(), told);
  }

  /** The struct of {@link PartyColumn}s of each row, by a call of {@link RowParties#of}. */
  private static Column party(Dataset<Row> observations, RowParties parties) {
    Column facts =
        functions.struct(RowParties.FACTS.stream().map(observations::col).toArray(Column[]::new));
    Expression call =
        new Invoke(
            Literal.fromObject(parties, new ObjectType(RowParties.class)),
            "of",
            PartyColumn.struct(),
            CollectionConverters.asScala(List.of(ExpressionUtils.expression(facts))).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            false,
            false,
            true);
    return ExpressionUtils.column(call);
  }
}
