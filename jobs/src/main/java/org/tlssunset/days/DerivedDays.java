package org.tlssunset.days;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * A table whose days are counted from days of tables before it. What it counts is to be the same
 * whenever it does: a function of these days' rows and of {@link #basis}.
 */
public interface DerivedDays {

  /** The table, which has a column for the day. */
  Table table();

  /** The tables that it is counted from; their days are marked. */
  List<Table> inputs();

  /** Which days are read for a day. */
  default Reach reach() {
    return Reach.SAME_DAY;
  }

  /**
   * Whether a day is counted that was not yet.
   *
   * @param last the last day that there is anything of to be counted from
   */
  default boolean isDue(LocalDate day, LocalDate last) {
    return true;
  }

  /** Brings back what a power cut took of what {@link #count} wrote beside the table. */
  default void recover(Warehouse warehouse) {}

  /**
   * What else days depend on, in any words: how they are counted, and the settings and whatever
   * else concerns a day. A day that was counted on another basis is counted again.
   *
   * @return the words of each day
   */
  Function<LocalDate, String> basis(Warehouse warehouse);

  /** Adds the rows of some days to a commit; what is there of them goes without its doing. */
  void count(Warehouse warehouse, Transaction commit, Collection<LocalDate> days);

  /**
   * Does what is to be done once where an older version of the program made the warehouse: brings
   * over what can be counted no more.
   *
   * @param first the first day that is going to be counted again: those before stay as they are
   * @return what goes and what came
   */
  default Adoption adopt(Warehouse warehouse, Transaction commit, LocalDate first) {
    return Adoption.NOTHING;
  }

  /**
   * What was done to a table.
   *
   * @param removed a condition on rows of days before the first one that is counted; empty if none
   *     go
   * @param days before it whose rows were added
   */
  record Adoption(String removed, Collection<LocalDate> days) {

    /** Nothing was done. */
    public static final Adoption NOTHING = new Adoption("", List.of());
  }
}
