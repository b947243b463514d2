package org.tlssunset.steps;

import java.util.List;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** What the logs and the configuration tell of addresses, into {@code addresses}. */
record AddressesStep() implements Step {

  @Override
  public String doing() {
    return "learning addresses";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.INGESTED_FILES);
  }

  @Override
  public List<Table> writes() {
    return List.of(Tables.ADDRESSES);
  }

  @Override
  public void in(Run run) {
    if (Addresses.learn(run.warehouse(), run.configuration().parties())) {
      run.told().counted(Tables.ADDRESSES);
    }
  }
}
