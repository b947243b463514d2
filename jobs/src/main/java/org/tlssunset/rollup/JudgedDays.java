package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** A table of what each day's usage shows, by what is known of addresses. */
public class JudgedDays implements DerivedDays {

  /** What each TLS end could do. */
  public static final JudgedDays CAPABILITY = new JudgedDays(CapabilityUses.GROUPING, "3");

  /** How much of the traffic tells its TLS. */
  public static final JudgedDays COVERAGE = new JudgedDays(CoverageUses.GROUPING, "3");

  private final Grouping grouping;
  private final String version;

  /**
   * @param version raised with every change of what is made of a day's usage: all days follow
   */
  JudgedDays(Grouping grouping, String version) {
    this.grouping = grouping;
    this.version = version;
  }

  @Override
  public final Table table() {
    return grouping.table();
  }

  @Override
  public final List<Table> inputs() {
    return List.of(Tables.USAGE_DAILY);
  }

  /** An address that turns out to be a server's, or a proxy's, concerns the days it is one. */
  @Override
  public final Function<LocalDate, String> basis(Warehouse warehouse) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    return day -> version + known.words(day);
  }

  @Override
  public final void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
    new Fold(
            new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), null),
            List.of(grouping))
        .add(
            List.of(commit),
            List.of(
                warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(days))));
  }
}
