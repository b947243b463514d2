package org.tlssunset.days;

import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** Tables that are counted as a whole, together, from all days of tables before them. */
public interface DerivedWhole {

  /** The tables. */
  List<Table> tables();

  /**
   * Those of the tables that a count looks at to see what has changed: who is forgotten has to go
   * from them first.
   */
  default List<Table> compared() {
    return List.of();
  }

  /** The tables that they are counted from; their days are marked. */
  List<Table> inputs();

  /**
   * What else they depend on: how they are counted, and settings; see {@link DerivedDays#basis}.
   */
  String basis(Warehouse warehouse);

  /**
   * Adds all rows to commits; those that are there go without its doing.
   *
   * @param commits one of each table, in their order
   */
  void count(Warehouse warehouse, List<Transaction> commits);
}
