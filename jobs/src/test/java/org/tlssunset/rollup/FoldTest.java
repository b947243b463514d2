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
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

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
    Folds many = new Folds(warehouse, 0, 2);
    Dataset<Row> usage = many.usage(warehouse.read(Tables.TLS_OBSERVATIONS).repartition(5));
    assertThat(rows(usage))
        .hasSizeGreaterThan(10)
        .isEqualTo(rows(warehouse.read(Tables.USAGE_DAILY)));

    Folds tooMany = new Folds(warehouse, Long.MAX_VALUE, 2);
    assertThat(rows(tooMany.usage(warehouse.read(Tables.TLS_OBSERVATIONS)))).isEqualTo(rows(usage));

    List<Grouping> groupings =
        List.of(DayUses.GROUPING, ClientUses.GROUPING, ProgramUses.GROUPING, ServerUses.GROUPING);
    List<Dataset<Row>> folded = many.judged(groupings, usage.repartition(5));
    for (int i = 0; i < folded.size(); i++) {
      assertThat(rows(folded.get(i)))
          .hasSizeGreaterThan(2)
          .isEqualTo(rows(warehouse.read(groupings.get(i).table())));
    }
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
