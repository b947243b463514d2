package org.tlssunset.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tlssunset.warehouse.SharedSpark;

/**
 * All that the files of a folder hold, whatever they are for: their names, their bytes, and what
 * Parquet has packed.
 *
 * @param folder the warehouse's
 */
record WarehouseBytes(Path folder) {

  /** The files that hold a text in any case, in their name or anywhere inside. */
  List<Path> holding(String text) throws IOException {
    String lower = text.toLowerCase(Locale.ROOT);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> everythingOf(file).toLowerCase(Locale.ROOT).contains(lower))
          .toList();
    }
  }

  private static String everythingOf(Path file) {
    try {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return file.getFileName() + "\n" + bytes + "\n" + unpacked(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unpacked(Path file) {
    if (!file.toString().endsWith(".parquet")) {
      return "";
    }
    return String.join(
        "\n",
        SharedSpark.session().read().parquet(file.toString()).collectAsList().stream()
            .map(Row::json)
            .toList());
  }
}
