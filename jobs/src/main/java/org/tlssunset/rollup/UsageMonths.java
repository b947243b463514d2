package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.functions;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.Reach;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * {@code usage_monthly}: the days of each month before the last, which is still growing. Days on
 * which the same was known of addresses are one: whose a row was is the same on all of them.
 */
public final class UsageMonths implements DerivedDays {

  /** Raised with every change of what is made of a month's days. */
  private static final String BASIS = "1";

  @Override
  public Table table() {
    return Tables.USAGE_MONTHLY;
  }

  @Override
  public List<Table> inputs() {
    return List.of(Tables.USAGE_DAILY);
  }

  @Override
  public Reach reach() {
    return Reach.MONTH;
  }

  @Override
  public boolean isDue(LocalDate day, LocalDate last) {
    return day.isBefore(last);
  }

  @Override
  public Function<LocalDate, String> basis(Warehouse warehouse) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    return month -> BASIS + stretches(known, List.of(month)).values();
  }

  /** Of each day of some months, since 1970, the first day of its stretch. */
  private static HashMap<Integer, Integer> stretches(
      AddressBook known, Collection<LocalDate> months) {
    HashMap<Integer, Integer> stretches = new HashMap<>();
    for (LocalDate month : months) {
      LocalDate begin = month;
      String words = known.words(month);
      for (LocalDate day : month.datesUntil(month.plusMonths(1)).toList()) {
        String others = known.words(day);
        if (!others.equals(words)) {
          begin = day;
          words = others;
        }
        stretches.put((int) day.toEpochDay(), (int) begin.toEpochDay());
      }
    }
    return stretches;
  }

  @Override
  public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> months) {
    AddressBook known = new AddressBook(Addresses.of(warehouse));
    new Fold(new UsageFacts(), List.of(UsageGrouping.ofMonths(stretches(known, months))))
        .add(
            List.of(commit),
            List.of(
                warehouse
                    .read(Tables.USAGE_DAILY)
                    .where(functions.trunc(col("observed_on"), "month").isInCollection(months))));
  }
}
