package org.tlssunset.party.tables;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.Reach;
import org.tlssunset.schema.Source;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedRows;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code matches}: each session that one of our servers handed to another, tied to the front end's
 * own row of it. A session's id, its client's address and port, and its time have to fit; where two
 * sessions do, neither is taken. It is plain Java: to plan a join of a night's few took Spark
 * longer than to read the night's logs.
 */
public final class InnerMatches implements DerivedDays {

  /** Raised with every change of how they are tied. */
  private static final String BASIS = "1";

  private final int mostHops;

  public InnerMatches() {
    this(0);
  }

  /**
   * @param mostHops how many sessions that were handed on are looked for at a time; 0: as many as
   *     fit into a task's memory
   */
  InnerMatches(int mostHops) {
    this.mostHops = mostHops;
  }

  @Override
  public Table table() {
    return Tables.MATCHES;
  }

  /** A day's rows of inner_clients are marked with the observations of that day. */
  @Override
  public List<Table> inputs() {
    return List.of(Tables.TLS_OBSERVATIONS);
  }

  /** A session that is handed on may have begun the day before; clocks may differ. */
  @Override
  public Reach reach() {
    return new Reach.Around(1);
  }

  @Override
  public Function<LocalDate, String> basis(Warehouse warehouse) {
    return day -> BASIS;
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
    if (warehouse.size(Tables.INNER_CLIENTS).files() == 0) {
      return;
    }
    JavaRDD<InternalRow> hops =
        ScannedRows.of(
            warehouse.read(Tables.INNER_CLIENTS).where(col("observed_on").isInCollection(days)),
            columns(Hop.COLUMNS));
    JavaRDD<InternalRow> fronts = ScannedRows.of(fronts(warehouse, days), columns(Front.COLUMNS));
    Hops.Tied all = tied(hops, fronts, mostHops);
    if (all.isWhole()) {
      commit.add(all.rows());
    } else {
      int parts = all.parts();
      for (int part = 0; part < parts; part++) {
        int one = part;
        commit.add(
            tied(hops.filter(row -> Hop.part(row, parts) == one), fronts, Integer.MAX_VALUE)
                .rows());
      }
    }
    commit.refuseUnlike(all.sessions());
  }

  /** In one task: what goes from one to another is written and read object by object. */
  private static Hops.Tied tied(JavaRDD<InternalRow> hops, JavaRDD<InternalRow> fronts, int most) {
    return inOne(hops)
        .zipPartitions(
            inOne(fronts),
            (sessions, ends) -> List.of(new Hops(sessions, most).tied(ends)).iterator())
        .first();
  }

  private static JavaRDD<InternalRow> inOne(JavaRDD<InternalRow> rows) {
    JavaRDD<InternalRow> none =
        JavaSparkContext.fromSparkContext(rows.context()).parallelize(List.of(), 1);
    return rows.union(none).coalesce(1);
  }

  private static Dataset<Row> fronts(Warehouse warehouse, Collection<LocalDate> days) {
    TreeSet<LocalDate> around = new TreeSet<>();
    for (LocalDate day : days) {
      around.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
    }
    return warehouse
        .read(Tables.TLS_OBSERVATIONS)
        .where(
            col("observed_on")
                .isInCollection(around)
                .and(col("source").equalTo(Source.SMTP_RECEIVE.label()))
                .and(col("session_id").isNotNull()));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
