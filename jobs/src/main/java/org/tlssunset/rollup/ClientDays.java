package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** {@code client_protocol_daily}: each day's observations that count, per party. */
public final class ClientDays implements DerivedDays {

  /** Raised with every change of what is made of a day's observations: all days follow. */
  private static final String BASIS = "2";

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL_DAILY;
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.TLS_OBSERVATIONS);
  }

  /** Where {@code programs} has lost names, all observations are asked for theirs. */
  @Override
  public void recover(Warehouse warehouse) {
    if (KnownPrograms.isBehind(warehouse)) {
      SelfNames names = names(warehouse);
      DayGrouping grouping = new DayGrouping(List.of(), names);
      warehouse
          .read(Tables.TLS_OBSERVATIONS)
          .select(grouping.columns())
          .queryExecution()
          .toRdd()
          .toJavaRDD()
          .foreach(grouping::judged);
      KnownPrograms.restore(warehouse, names.value());
    }
  }

  private static SelfNames names(Warehouse warehouse) {
    SelfNames names = new SelfNames();
    warehouse.spark().sparkContext().register(names);
    return names;
  }

  /** An address that turns out to be a server's, or a proxy's, concerns the days it is one. */
  @Override
  public Function<LocalDate, String> basis(Warehouse warehouse) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    return day -> BASIS + known.words(day);
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
    Dataset<Row> observations =
        warehouse.read(Tables.TLS_OBSERVATIONS).where(col("observed_on").isInCollection(days));
    SelfNames names = names(warehouse);
    Fold.add(commit, observations, new DayGrouping(Addresses.of(warehouse), names))
        .refuseUnlike(facts(observations));
    KnownPrograms.add(warehouse, names.value(), commit);
  }

  /** How much there is of each day and kind of log, whosever it is. */
  private static Balance facts(Dataset<Row> observations) {
    Balance all = new Balance();
    observations
        .select("observed_on", "source", "requests")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(
            rows -> {
              Balance some = new Balance();
              rows.forEachRemaining(
                  row ->
                      some.add(
                          GroupKey.of(row.getInt(0), row.getUTF8String(1)), 1, row.getLong(2)));
              return List.of(some).iterator();
            })
        .collect()
        .forEach(all::add);
    return all;
  }

  /**
   * Names the clients of days that cannot be counted again, where an older version has left that
   * out: by their address, which is all that is left of them.
   */
  @Override
  public String adopt(Warehouse warehouse, Transaction commit, LocalDate first) {
    String unnamed =
        "(client IS NULL AND client_ip IS NOT NULL AND observed_on < %s)".formatted(Sql.day(first));
    commit.add(
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where(unnamed)
            .withColumn(Tables.CLIENT, col("client_ip")));
    return unnamed;
  }
}
