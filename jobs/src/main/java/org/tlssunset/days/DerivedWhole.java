package org.tlssunset.days;

import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** A table that is counted as a whole from all days of tables before it. */
public interface DerivedWhole {

  /** The table. */
  Table table();

  /** The tables that it is counted from; their days are marked. */
  List<Table> inputs();

  /** What else it depends on: how it is counted, and settings; see {@link DerivedDays#basis}. */
  String basis();

  /** Adds all rows to a commit; those that are there go without its doing. */
  void count(Warehouse warehouse, Transaction commit);
}
