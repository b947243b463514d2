package org.tlssunset.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/**
 * The log of a local table, to be damaged as a power cut does.
 *
 * @param folder the table's {@code _delta_log}
 */
public record TableLog(Path folder) {

  /** The log of a table of the warehouse in a folder. */
  public static TableLog of(Path warehouse, String table) {
    return new TableLog(warehouse.resolve(table).resolve("_delta_log"));
  }

  /** The file of the last commit. */
  public Path last() throws IOException {
    return files().stream()
        .filter(file -> file.getFileName().toString().matches("\\d+\\.json"))
        .max(Path::compareTo)
        .orElseThrow();
  }

  /** The last commit's file, and whatever else is of the same version. */
  public List<Path> ofLast() throws IOException {
    String version = last().getFileName().toString().replace(".json", "");
    return files().stream()
        .filter(file -> file.getFileName().toString().contains(version))
        .toList();
  }

  /** Adds a checkpoint of the last version. */
  public void sumUp() {
    DeltaLog log = DeltaLog.forTable(SharedSpark.session(), folder.getParent().toString());
    log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
  }

  /** Leaves a part of a file. */
  public static void cut(Path file, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  /** The cure: what is of the last version goes, and this process forgets what it knew of it. */
  public void deleteLast() throws IOException {
    for (Path file : ofLast()) {
      Files.delete(file);
    }
    Files.deleteIfExists(folder.resolve("_last_checkpoint"));
    DeltaLog.clearCache();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
