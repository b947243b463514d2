package org.tlssunset.party.tables;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;
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
    List<String> added = PartyColumn.names();
    Column[] columns =
        java.util.stream.Stream.concat(
                Tables.TLS_OBSERVATIONS.columnNames().stream()
                    .map(
                        name ->
                            added.contains(name)
                                ? functions.col(PARTY + "." + name).as(name)
                                : functions.col(name)),
                added.stream()
                    .filter(name -> !Tables.TLS_OBSERVATIONS.columnNames().contains(name))
                    .map(name -> functions.col(PARTY + "." + name).as(name)))
            .toArray(Column[]::new);
    return judged.select(columns).withColumn(Tables.CLIENT, functions.expr(ClientKey.sql("")));
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
            CollectionConverters.asScala(List.<org.apache.spark.sql.types.AbstractDataType>of())
                .toSeq(),
            false,
            false,
            true);
    return ExpressionUtils.column(call);
  }
}
