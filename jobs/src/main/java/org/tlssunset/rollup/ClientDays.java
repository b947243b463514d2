package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.functions;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** {@code client_protocol_daily}: each day's usage that counts, per party's address. */
public final class ClientDays implements DerivedDays {

  /** Raised with every change of what is made of a day's usage: all days follow. */
  private static final String BASIS = "3";

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL_DAILY;
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.USAGE_DAILY);
  }

  /** An address that turns out to be a server's, or a proxy's, concerns the days it is one. */
  @Override
  public Function<LocalDate, String> basis(Warehouse warehouse) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    return day -> BASIS + known.words(day);
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
    new Fold(
            new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null),
            List.of(DayUses.GROUPING))
        .add(
            List.of(commit),
            List.of(
                warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(days))));
  }

  /**
   * Names the clients of days that cannot be counted again, where an older version has left that
   * out: by their address, which is all that is left of them.
   */
  @Override
  public Adoption adopt(Warehouse warehouse, Transaction commit, LocalDate first) {
    String unnamed =
        "(client IS NULL AND client_ip IS NOT NULL AND observed_on < %s)".formatted(Sql.day(first));
    commit.add(
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where(unnamed)
            .withColumn(Tables.CLIENT, functions.col("client_ip")));
    return new Adoption(unnamed, List.of());
  }
}
