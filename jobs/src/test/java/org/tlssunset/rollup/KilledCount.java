package org.tlssunset.rollup;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.tlssunset.days.DerivedDays;
import org.tlssunset.days.DerivedWhole;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Counts whose commit to a table fails when all else is done: another run, which changes nothing,
 * has committed there with the same mark.
 */
final class KilledCount {

  /** As {@code days.Recount} has it. */
  private static final String MARK = "tls-sunset-days";

  private KilledCount() {}

  private static void commitBefore(Warehouse warehouse, Table table) {
    warehouse.begin(table, MARK, Long.MAX_VALUE / 2).commitAlways();
  }

  static DerivedDays of(DerivedDays derived) {
    return new DerivedDays() {
      @Override
      public Table table() {
        return derived.table();
      }

      @Override
      public List<Table> inputs() {
        return derived.inputs();
      }

      @Override
      public Function<LocalDate, String> basis(Warehouse warehouse) {
        return derived.basis(warehouse);
      }

      @Override
      public void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days) {
        derived.count(warehouse, commit, days);
        commitBefore(warehouse, table());
      }
    };
  }

  /**
   * @param place of the table among those of the count
   */
  static DerivedWhole of(DerivedWhole derived, int place) {
    return new DerivedWhole() {
      @Override
      public List<Table> tables() {
        return derived.tables();
      }

      @Override
      public List<Table> inputs() {
        return derived.inputs();
      }

      @Override
      public String basis(Warehouse warehouse) {
        return derived.basis(warehouse);
      }

      @Override
      public void count(Warehouse warehouse, List<Transaction> commits) {
        derived.count(warehouse, commits);
        commitBefore(warehouse, tables().get(place));
      }
    };
  }
}
