package org.tlssunset.warehouse;

import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.delta.NewTable;

/** Makes the tables that a warehouse lacks, and brings those of older versions up to date. */
final class MissingTables {

  private final Warehouse warehouse;

  MissingTables(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  void create() {
    List<Table> present = Tables.all().stream().filter(warehouse::has).toList();
    warehouse.refuseNewer(present);
    for (Table table : Tables.all()) {
      if (present.contains(table)) {
        warehouse.upgrade(table);
      } else {
        create(table);
      }
    }
  }

  private void create(Table table) {
    warehouse.beforeCommit();
    new NewTable(table).commit(warehouse.spark(), warehouse.path(table));
  }
}
