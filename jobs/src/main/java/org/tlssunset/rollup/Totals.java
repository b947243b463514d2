package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DayMarks;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.party.AddressRow;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code client_protocol}, {@code client_program} and {@code client_server}: all that is kept, from
 * the months that are counted and the days of those that are not yet.
 */
public final class Totals implements DerivedWhole {

  /** Raised with every change of what is made of usage. */
  private static final String BASIS = "7";

  private static final List<Grouping> GROUPINGS =
      List.of(ClientUses.GROUPING, ProgramUses.GROUPING, ServerUses.GROUPING);

  @Override
  public List<Table> tables() {
    return GROUPINGS.stream().map(Grouping::table).toList();
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.USAGE_MONTHLY, Tables.USAGE_EARLIER, Tables.USAGE_DAILY);
  }

  @Override
  public String basis(Warehouse warehouse) {
    return Addresses.of(warehouse).stream()
        .map(AddressRow::of)
        .map(AddressRow::toString)
        .collect(Collectors.joining("\n", BASIS, ""));
  }

  @Override
  public void count(Warehouse warehouse, List<Transaction> commits) {
    TreeSet<LocalDate> months = DayMarks.daysOf(warehouse, Tables.USAGE_MONTHLY);
    List<LocalDate> open =
        DayMarks.daysOf(warehouse, Tables.USAGE_DAILY).stream()
            .filter(day -> !months.contains(day.withDayOfMonth(1)))
            .toList();
    Dataset<Row> days =
        warehouse.read(Tables.USAGE_DAILY).where(col("observed_on").isInCollection(open));
    Sightings<Long> used = new Sightings<>(Integer.MAX_VALUE);
    warehouse.spark().sparkContext().register(used);
    Fold fold =
        new Fold(
            new JudgedUsage(Addresses.of(warehouse), KnownKinds.of(warehouse), used), GROUPINGS);
    fold.add(
        commits,
        months.isEmpty()
            ? List.of(days)
            : List.of(days, EarlierUsage.asDays(warehouse, Tables.USAGE_EARLIER)));
    KnownKinds.keep(warehouse, used.value());
  }
}
