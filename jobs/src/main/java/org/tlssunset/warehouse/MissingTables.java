package org.tlssunset.warehouse;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.Map;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

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
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(warehouse.spark())
            .location(warehouse.path(table))
            .comment(table.comment())
            .property(TableVersion.PROPERTY, String.valueOf(table.version()))
            .addColumns(Warehouse.type(table))
            .property("delta.dataSkippingStatsColumns", String.join(",", table.statisticsOn()));
    for (Map.Entry<String, String> check : table.checks().entrySet()) {
      builder = builder.property("delta.constraints." + check.getKey(), check.getValue());
    }
    if (!table.clusteredBy().isEmpty()) {
      builder = builder.clusterBy(table.clusteredBy().toArray(String[]::new));
    }
    warehouse.beforeCommit();
    builder.execute();
  }
}
