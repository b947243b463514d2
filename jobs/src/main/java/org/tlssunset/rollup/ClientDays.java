package org.tlssunset.rollup;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.functions;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** {@code client_protocol_daily}: each day's usage that counts, per party's address. */
public final class ClientDays extends JudgedDays {

  public ClientDays() {
    super(DayUses.GROUPING, "3");
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
