package org.tlssunset.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.tables.Addresses;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

class FoldTest {

  @TempDir Path folder;

  @Test
  void manyTasksFoldAsOneDoes() throws IOException {
    Random random = new Random(7);
    LogFiles archive = new LogFiles(folder.resolve("archive"));
    for (int day = 1; day <= 3; day++) {
      List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
      for (int hour = 0; hour < 24; hour++) {
        lines.add(
            request(
                "2024-05-0%d %02d:%02d:00".formatted(day, hour, random.nextInt(60)),
                random.nextBoolean() ? "/owa/" : "/EWS/x",
                random.nextBoolean() ? "Alice" : "user" + random.nextInt(9),
                "192.0.2." + (1 + random.nextInt(3)),
                random.nextBoolean() ? TLS10 : TLS12));
      }
      archive.write("u_ex24050%d.log".formatted(day), lines.toArray(String[]::new));
    }
    Nights nights = new Nights(folder.resolve("warehouse"));
    nights.run(archive);
    Warehouse warehouse = nights.warehouse();
    Dataset<Row> observations = warehouse.read(Tables.TLS_OBSERVATIONS).repartition(5);
    Dataset<Row> days = warehouse.read(Tables.CLIENT_PROTOCOL_DAILY).repartition(5);

    assertThat(folded(warehouse, observations, new DayGrouping(Addresses.of(warehouse), null)))
        .hasSizeGreaterThan(10)
        .isEqualTo(rows(warehouse.read(Tables.CLIENT_PROTOCOL_DAILY)));
    assertThat(folded(warehouse, days, ClientUses.GROUPING))
        .hasSizeGreaterThan(2)
        .isEqualTo(rows(warehouse.read(Tables.CLIENT_PROTOCOL)));
  }

  /** Folded with a shuffle, each task handing on two groups at a time. */
  private static List<String> folded(Warehouse warehouse, Dataset<Row> from, Grouping grouping) {
    Table table = grouping.table();
    Transaction commit = warehouse.begin(table, "tls-sunset-rollup", 99);
    new Fold(grouping, 0, 2).add(commit, from);
    return rows(commit.added());
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
