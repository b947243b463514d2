package org.tlssunset.rollup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.days.DayMarks;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code usage_earlier}: all months that are over as one, so that a night reads each kind of use
 * once, however many years are kept. Days on which the same was known of addresses are one: whose a
 * row was is the same on all of them.
 */
public final class EarlierUsage implements DerivedWhole {

  /** Raised with every change of what is made of the months. */
  private static final String BASIS = "1";

  @Override
  public List<Table> tables() {
    return List.of(Tables.USAGE_EARLIER);
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.USAGE_MONTHLY);
  }

  /** On which days the same is known may change without any month's own. */
  @Override
  public String basis(Warehouse warehouse) {
    return BASIS + new TreeMap<>(stretches(warehouse));
  }

  @Override
  public void count(Warehouse warehouse, List<Transaction> commits) {
    new Fold(new UsageFacts(), List.of(UsageGrouping.ofEarlier(stretches(warehouse))))
        .add(commits, List.of(asDays(warehouse, Tables.USAGE_MONTHLY)));
  }

  /** Rows of the table as those of a day on which the same was known of addresses. */
  static Dataset<Row> asDays(Warehouse warehouse, Table table) {
    return warehouse.read(table).withColumnRenamed("observed_from", "observed_on");
  }

  /** Of each day of the months, since 1970, the first day on which the same was known. */
  private static HashMap<Integer, Integer> stretches(Warehouse warehouse) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    Map<String, Integer> begins = new HashMap<>();
    HashMap<Integer, Integer> stretches = new HashMap<>();
    for (LocalDate month : DayMarks.daysOf(warehouse, Tables.USAGE_MONTHLY)) {
      for (LocalDate day : month.datesUntil(month.plusMonths(1)).toList()) {
        int number = (int) day.toEpochDay();
        stretches.put(number, begins.computeIfAbsent(known.words(day), any -> number));
      }
    }
    return stretches;
  }
}
