package org.tlssunset.steps;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tlssunset.config.Configuration;
import org.tlssunset.days.RecountResult;
import org.tlssunset.ingest.Recovery;
import org.tlssunset.party.PartySettings;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.rollup.Identity;
import org.tlssunset.warehouse.Warehouse;

/** Brings the tables that are counted from others up to date, as every run does. */
public final class DerivedTables {

  private DerivedTables() {}

  /** Does what is needed, and says whether anything was. */
  public static boolean count(Warehouse warehouse) {
    return recount(warehouse).isChanged();
  }

  /** The same, with the days that could not be counted. */
  public static RecountResult recount(Warehouse warehouse) {
    return recount(warehouse, PartySettings.NONE);
  }

  /** The same, as the configuration says of addresses. */
  public static RecountResult recount(Warehouse warehouse, PartySettings settings) {
    return recount(warehouse, settings, Identity.NAMES);
  }

  /** The same, as the configuration says of addresses and of who signed in. */
  public static RecountResult recount(
      Warehouse warehouse, PartySettings settings, Identity identity) {
    Rules rules = new Rules(identity, Configuration.load(null).policy(), Optional.empty());
    warehouse.look();
    new Recovery(warehouse).run();
    boolean isChanged = Addresses.learn(warehouse, settings);
    List<LocalDate> frozen = new ArrayList<>();
    for (RecountResult done : Steps.counts(rules).run(warehouse).values()) {
      isChanged |= done.isChanged();
      frozen.addAll(done.frozen());
    }
    return new RecountResult(isChanged, frozen);
  }
}
