package org.tlssunset.upkeep;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.days.DayMarks;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Takes out of the usage of old days who signed in: what is left is what counting these days again
 * without names would make of them. Tables that are counted from usage follow.
 */
final class OldUsers {

  /** The client, whose key ends in a user's name where nothing else tells it apart. */
  private static final String CLIENT =
      "if(counted_as IS NOT NULL AND client_ip IS NULL AND client_name IS NULL, %s, client)"
          .formatted(ClientKey.peer("client"));

  private static final String NAMED =
      "(user_name IS NOT NULL OR NOT client <=> %s)".formatted(CLIENT);

  /** What is added up; all columns before these tell rows apart. */
  private static final List<String> SUMS =
      List.of(
          "sum(observations) AS observations",
          "sum(requests) AS requests",
          "sum(messages) AS messages",
          "sum(used) AS used",
          "min(first_seen) AS first_seen",
          "max(last_seen) AS last_seen",
          "max(struct(last_seen, proof_file, proof_line, proof_item)) AS proof");

  private final Warehouse warehouse;

  OldUsers(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Does what is due, and gives a sentence for each table that it changed.
   *
   * @param first the first day that keeps names
   */
  List<String> remove(LocalDate first) {
    return Stream.of(
            remove(Tables.USAGE_DAILY, "observed_on < " + Sql.day(first), first),
            remove(Tables.USAGE_MONTHLY, months(first), first))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The months that are over by then. One that is not is counted again from its days, if all of
   * these are left; else its old days cannot be told from the others, and all its names go.
   */
  private String months(LocalDate first) {
    LocalDate kept =
        LocalDate.ofEpochDay(
            warehouse.lastTransaction(Tables.USAGE_DAILY, Warehouse.RETENTION).orElse(0));
    LocalDate month = first.withDayOfMonth(1);
    return "month < " + Sql.day(kept.isAfter(month) ? month.plusMonths(1) : month);
  }

  private Optional<String> remove(Table table, String old, LocalDate first) {
    String day = table.day().orElseThrow();
    Dataset<Row> named = warehouse.read(table).where(old).where(NAMED);
    long rows = named.count();
    if (rows == 0) {
      return Optional.empty();
    }
    List<LocalDate> days =
        named.select(day).distinct().collectAsList().stream()
            .map(row -> row.<LocalDate>getAs(0))
            .toList();
    String changed = Sql.days(day, days);
    Transaction commit =
        warehouse.begin(
            table, Warehouse.USERS, Retention.mark(warehouse, table, Warehouse.USERS, first));
    commit.add(unnamed(table, warehouse.read(table).where(changed)));
    commit.remove(changed);
    DayMarks.strike(warehouse, table, commit, days, "keep-users");
    commit.commit();
    return Optional.of(
        "%s: who signed in taken out of %,d rows of before %s"
            .formatted(table.name(), rows, first));
  }

  private static Dataset<Row> unnamed(Table table, Dataset<Row> rows) {
    List<String> names = table.columnNames();
    List<String> key = names.subList(0, names.indexOf("observations"));
    List<Column> sums = SUMS.stream().map(functions::expr).toList();
    return rows.withColumn("client", expr(CLIENT))
        .withColumn("user_name", expr("CAST(NULL AS STRING)"))
        .groupBy(key.stream().map(functions::col).toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new))
        .selectExpr(
            names.stream()
                .map(name -> name.startsWith("proof_") ? "proof." + name : name)
                .toArray(String[]::new));
  }
}
