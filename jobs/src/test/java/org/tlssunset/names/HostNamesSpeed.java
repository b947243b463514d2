package org.tlssunset.names;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.tables.ClientObservations;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.SharedSpark;
import org.tlssunset.warehouse.Warehouse;

/** How long a million leases take, and what they weigh; run by hand. */
final class HostNamesSpeed {

  private static final int LEASES = 1_000_000;

  private HostNamesSpeed() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("host-names-speed");
    Path file = folder.resolve("leases.csv");
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      out.println("IPAddress;HostName;from;until");
      for (int i = 0; i < LEASES; i++) {
        out.printf(
            "10.%d.%d.%d;pc-%06d.contoso.com;2026-03-01T10:00:00Z;2026-03-09%n",
            i >> 16, i >> 8 & 255, i & 255, i);
      }
    }
    Warehouse warehouse = SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    List<String> paths = List.of(file.toString());
    TextFiles texts = new TextFiles(Stores.DEFAULT, CodePages.NONE);
    for (int round = 0; round < 2; round++) {
      FoundNames found = timed("read the files", () -> NameFiles.read(paths, texts));
      timed("learn", () -> NamedHosts.learn(warehouse, found.names(), found.isKept()));
      timed("learn nothing new", () -> NamedHosts.learn(warehouse, found.names(), found.isKept()));
    }
    System.out.printf("table %,d bytes%n", warehouse.size(Tables.HOST_NAMES).bytes());
    long before = used();
    HostNames names = timed("names of the table", () -> NamedHosts.of(warehouse));
    System.out.printf("memory %,d MB%n", (used() - before) >> 20);
    timed("10 M look-ups", () -> lookUps(names));
    Dataset<Row> rows = observations(warehouse, 5_000_000);
    for (int round = 0; round < 2; round++) {
      Dataset<Row> plain = ClientObservations.of(rows, List.of(), HostNames.NONE);
      timed("view of 5 M rows without names", () -> answer(plain));
      Dataset<Row> named =
          timed("share the names", () -> ClientObservations.of(rows, List.of(), names));
      timed("view of 5 M rows with names, not asked for", () -> answer(named.drop("host_name")));
      timed("view of 5 M rows with names", () -> answer(named));
    }
    SharedSpark.session().stop();
  }

  private static List<Row> answer(Dataset<Row> view) {
    return view.selectExpr(
            "max(client_ip)",
            "max(role)",
            List.of(view.columns()).contains("host_name") ? "max(host_name)" : "1")
        .collectAsList();
  }

  private static Dataset<Row> observations(Warehouse warehouse, long count) {
    String[] columns =
        Tables.TLS_OBSERVATIONS.columns().stream()
            .map(HostNamesSpeed::value)
            .toArray(String[]::new);
    return warehouse.spark().range(0, count, 1, 2).selectExpr(columns);
  }

  private static String value(Column column) {
    return switch (column.name()) {
      case "client_ip" ->
          "concat('10.', id % 15, '.', (id div 7) % 256, '.', id % 256) AS client_ip";
      case "is_probe" -> "false AS is_probe";
      default ->
          switch (column.nullable() ? "NULL" : column.sqlType()) {
                case "NULL" -> "CAST(NULL AS %s)".formatted(column.sqlType());
                case "STRING" -> "'x'";
                case "TIMESTAMP" -> "timestamp'2026-03-05 10:00:00'";
                case "DATE" -> "date'2026-03-05'";
                default -> "CAST(1 AS %s)".formatted(column.sqlType());
              }
              + " AS "
              + column.name();
    };
  }

  private static int lookUps(HostNames names) {
    int found = 0;
    for (int i = 0; i < 10_000_000; i++) {
      String address = "10." + i % 15 + "." + i / 7 % 256 + "." + i % 256;
      found += names.at(address, 1_772_700_000_000_000L) == null ? 0 : 1;
    }
    return found;
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long begin = System.nanoTime();
    T done = work.get();
    System.out.printf("%-45s %,8d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    return done;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
