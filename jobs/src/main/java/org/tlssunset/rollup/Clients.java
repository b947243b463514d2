package org.tlssunset.rollup;

import java.util.List;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** {@code client_protocol}: all days that are kept, per client. */
public final class Clients implements DerivedWhole {

  /** Raised with every change of what is made of the days. */
  private static final String BASIS = "2";

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL;
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.CLIENT_PROTOCOL_DAILY);
  }

  @Override
  public String basis() {
    return BASIS;
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit) {
    Fold.add(commit, warehouse.read(Tables.CLIENT_PROTOCOL_DAILY), ClientUses.GROUPING);
  }
}
