package org.tlssunset.bench;

import java.nio.file.Path;
import java.util.List;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** How small the tables are beside the archive: the files of their newest versions. */
final class TableSize implements Growth {

  @Override
  public String name() {
    return "tables";
  }

  @Override
  public List<Figure> measure(Ground ground) throws Exception {
    BenchArchive archive = ground.archive();
    List<Path> logs = List.of(archive.path(BenchArchive.Packing.NONE));
    TlsSunsetWarm warm = ground.warm(ground.cores(), logs, Step.CLIENTS);
    ground.progress().accept("tables: one run");
    return ground
        .trial(
            warm,
            folder -> {
              Warehouse warehouse = warm.warehouse(folder);
              long bytes = archive.bytes();
              return List.of(
                  figure("tls_observations", bytes(warehouse, Tables.TLS_OBSERVATIONS), bytes),
                  figure(
                      "all tables",
                      Tables.all().stream().mapToLong(table -> bytes(warehouse, table)).sum(),
                      bytes));
            })
        .found();
  }

  private static long bytes(Warehouse warehouse, Table table) {
    return warehouse.size(table).bytes();
  }

  private static Figure figure(String what, long stored, long text) {
    return Figure.ratio(
        what + " ÷ plain text",
        "%",
        100,
        Figure.Samples.constant("stored", "MB", stored / Figure.MEGABYTE, 1),
        Figure.Samples.constant("plain text", "MB", text / Figure.MEGABYTE, 1));
  }
}
