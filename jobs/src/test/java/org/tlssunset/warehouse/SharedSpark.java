package org.tlssunset.warehouse;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.tlssunset.schema.Table;

/**
 * The one Spark session of the tests' JVM, and empty warehouses in no time: the tables are made
 * once and their folders copied.
 */
public final class SharedSpark {

  private static final SparkSession SESSION =
      SparkSessions.open(
          Map.of("spark.master", "local[2]", "spark.sql.warehouse.dir", folder("spark")));

  private static final Path TEMPLATE = Path.of(folder("warehouse"));

  static {
    new Warehouse(SESSION, TEMPLATE.toString()).createMissing();
    // Now: with the first tables Hadoop has loaded all its parts, each of which adds its defaults.
    if (Boolean.getBoolean("tls.sunset.local.alone")) {
      HadoopSettings.dropUnused(SESSION.sparkContext().hadoopConfiguration());
    }
  }

  private SharedSpark() {}

  /** The session; nobody closes it. */
  public static SparkSession session() {
    return SESSION;
  }

  /**
   * A warehouse with all tables, without a row.
   *
   * @param folder where to make it; it does not exist yet
   */
  public static Warehouse emptyWarehouse(Path folder) {
    return copyOf(TEMPLATE, folder);
  }

  /**
   * A warehouse that is as another one was.
   *
   * @param from the other's folder; nothing is written there meanwhile
   * @param to where to make it; it does not exist yet
   */
  public static Warehouse copyOf(Path from, Path to) {
    copy(from, to);
    return new Warehouse(SESSION, to.toString());
  }

  private static String folder(String name) {
    try {
      Path folder = Files.createTempDirectory("tls-sunset-" + name);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    for (Path path : below(from)) {
      try {
        Files.createDirectories(to.resolve(from.relativize(path)).getParent());
        Files.copy(path, to.resolve(from.relativize(path)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(Path folder) {
    List<Path> paths = below(folder);
    for (int i = paths.size() - 1; i >= 0; i--) {
      paths.get(i).toFile().delete();
    }
  }

  /** The folder and all below it, each after its parent. */
  private static List<Path> below(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table as Delta's own API has it: its history and details. */
  public static DeltaTable delta(Warehouse warehouse, Table table) {
    return DeltaTable.forPath(warehouse.spark(), warehouse.path(table));
  }
}
