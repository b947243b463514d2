package org.tlssunset.party.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.schema.MatchedBy;
import org.tlssunset.schema.Source;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code matches}: each session that one of our servers handed to another, tied to the front end's
 * own row of it. A session's id, its client's address and port, and its time have to fit; where two
 * sessions do, neither is taken.
 */
public final class InnerMatches implements DerivedDays {

  /** Raised with every change of how they are tied. */
  private static final String BASIS = "1";

  /** So far two servers' clocks may be apart. */
  private static final String CLOCKS = "INTERVAL 5 MINUTES";

  /** A session is handed on within so long from its begin. */
  private static final String LONGEST = "INTERVAL 1 DAY";

  private static final String FITS =
      """
      front.session_id = hop.sid
      AND coalesce(front.client_ip, front.peer_ip) = coalesce(hop.client_ip, hop.peer_ip)
      AND coalesce(front.peer_port = hop.peer_port, true)
      AND hop.handed_at >= front.started_at - %s AND hop.handed_at <= front.started_at + %s"""
          .formatted(CLOCKS, LONGEST);

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
  public int reach() {
    return 1;
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
    Dataset<Row> hops =
        warehouse.read(Tables.INNER_CLIENTS).where(col("observed_on").isInCollection(days));
    long handedOn = hops.count();
    if (handedOn > 0) {
      commit.add(tied(hops, fronts(warehouse, days)));
    }
    commit.refuseUnlike(handedOn);
  }

  private static Dataset<Row> fronts(Warehouse warehouse, Collection<LocalDate> days) {
    TreeSet<LocalDate> around = new TreeSet<>();
    for (LocalDate day : days) {
      around.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
    }
    return warehouse
        .read(Tables.TLS_OBSERVATIONS)
        .where(col("observed_on").isInCollection(around))
        .where(col("source").equalTo(Source.SMTP_RECEIVE.label()))
        .where(col("session_id").isNotNull());
  }

  private static Dataset<Row> tied(Dataset<Row> hops, Dataset<Row> fronts) {
    Column one = col("fitting").equalTo(1);
    return hops.as("hop")
        .join(fronts.as("front"), expr(FITS), "left")
        .groupBy(
            col("hop.observed_on").as("observed_on"),
            col("hop.source_file").as("source_file"),
            col("hop.source_line").as("source_line"),
            col("hop.batch_id").as("batch_id"),
            col("hop.client_ip").as("client_ip"),
            col("hop.peer_ip").as("peer_ip"),
            col("hop.client_name").as("client_name"))
        .agg(
            functions.count("front.source_file").as("fitting"),
            first(
                    struct(
                        col("front.source_file"),
                        col("front.source_line"),
                        col("front.source_item"),
                        col("front.batch_id"),
                        col("front.tls_outcome"),
                        col("front.tls_version"),
                        col("front.cipher")))
                .as("front"))
        .select(
            col("observed_on"),
            col("source_file"),
            col("source_line"),
            lit(0).as("source_item"),
            col("batch_id"),
            when(one, MatchedBy.SESSION_ID.label())
                .when(col("fitting").equalTo(0), MatchedBy.ORPHAN.label())
                .otherwise(MatchedBy.SEVERAL.label())
                .as("how"),
            when(one, col("front.source_file")).as("matched_file"),
            when(one, col("front.source_line")).as("matched_line"),
            when(one, col("front.source_item")).as("matched_item"),
            when(one, col("front.batch_id")).as("matched_batch_id"),
            col("client_ip"),
            col("peer_ip"),
            col("client_name"),
            when(one, col("front.tls_outcome")).as("tls_outcome"),
            when(one, col("front.tls_version")).as("tls_version"),
            when(one, col("front.cipher")).as("cipher"));
  }
}
