package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Sql;
import org.tlssunset.warehouse.Transaction;
import org.tlssunset.warehouse.Warehouse;

/**
 * Takes persons out of the rollups: the days that they were seen on are counted again without their
 * observations, which are still there then. Days of which observations were removed before cannot
 * be: there, a client's rows go, and a user's name goes from the lists, while the counts stay.
 */
public final class RollupWithout {

  private final Warehouse warehouse;
  private final Rollup rollup;
  private final long mark = System.currentTimeMillis();

  public RollupWithout(Warehouse warehouse) {
    this.warehouse = warehouse;
    rollup = new Rollup(warehouse);
  }

  /**
   * Does what is needed; the rollups have to be up to date.
   *
   * @param observations a condition on {@code tls_observations} that is never null: theirs
   * @param client a condition on either rollup, never null: a row that goes
   * @param user a condition on the variable {@code name}, never null: what goes from {@code
   *     user_names}
   * @return how many rows of each rollup held them
   */
  public Map<String, Long> run(String observations, String client, String user) {
    String either =
        "(%s OR %s)".formatted(client, "exists(user_names, name -> %s)".formatted(user));
    String holds = "coalesce(%s, false)".formatted(either);
    long daily = holding(Tables.CLIENT_PROTOCOL_DAILY, holds);
    long clients = holding(Tables.CLIENT_PROTOCOL, holds);
    List<LocalDate> days =
        Stream.concat(
                days(Tables.TLS_OBSERVATIONS, observations + " AND NOT is_probe"),
                days(Tables.CLIENT_PROTOCOL_DAILY, holds))
            .distinct()
            .sorted()
            .toList();
    if (!days.isEmpty()) {
      rewrite(days, observations, client, user, holds);
    }
    if (!days.isEmpty() || clients > 0) {
      rollup.count(warehouse.begin(Tables.CLIENT_PROTOCOL, Warehouse.FORGET, mark));
    }
    return Map.of(
        Tables.CLIENT_PROTOCOL_DAILY.name(), daily, Tables.CLIENT_PROTOCOL.name(), clients);
  }

  private void rewrite(
      List<LocalDate> days, String observations, String client, String user, String holds) {
    Map<Boolean, List<LocalDate>> byAge =
        days.stream().collect(Collectors.partitioningBy(rollup::isPartlyRemoved));
    Collection<LocalDate> whole = byAge.get(false);
    Transaction commit = warehouse.begin(Tables.CLIENT_PROTOCOL_DAILY, Warehouse.FORGET, mark);
    if (!whole.isEmpty()) {
      Dataset<Row> rest =
          warehouse
              .read(Tables.TLS_OBSERVATIONS)
              .where(col("observed_on").isInCollection(whole))
              .where("NOT " + observations);
      Fold.add(commit, rest.where("NOT is_probe"), DayUses.GROUPING);
    }
    String removed = "(%s AND %s)".formatted(in(byAge.get(true)), holds);
    if (!byAge.get(true).isEmpty()) {
      commit.add(
          warehouse
              .read(Tables.CLIENT_PROTOCOL_DAILY)
              .where(removed + " AND NOT " + client)
              .withColumn(
                  "user_names",
                  functions.expr("filter(user_names, name -> NOT %s)".formatted(user))));
    }
    commit.remove(removed + " OR " + in(whole));
    commit.commit();
  }

  private static String in(Collection<LocalDate> days) {
    return days.isEmpty() ? "false" : Sql.days(days);
  }

  private Stream<LocalDate> days(Table table, String condition) {
    return warehouse
        .read(table)
        .where(condition)
        .select("observed_on")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.<LocalDate>getAs(0));
  }

  private long holding(Table table, String condition) {
    return warehouse.read(table).where(condition).count();
  }
}
