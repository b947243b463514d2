package org.tlssunset.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * All that the files of a folder hold, whatever they are for: their names, their bytes, and what
 * Parquet has packed.
 *
 * @param files what each holds, in lower case
 */
record WarehouseBytes(Map<Path, String> files) {

  /**
   * As they are now.
   *
   * @param folder the warehouse's
   */
  static WarehouseBytes of(Path folder) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        files.put(
            file,
            String.join("\n", file.getFileName().toString(), bytes, unpacked(file))
                .toLowerCase(Locale.ROOT));
      }
    }
    return new WarehouseBytes(files);
  }

  /** The files that hold a text in any case, in their name or anywhere inside. */
  List<Path> holding(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return files.entrySet().stream()
        .filter(file -> file.getValue().contains(lower))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String unpacked(Path file) throws IOException {
    if (!file.toString().endsWith(".parquet")) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.append(row).append('\n');
      }
    }
    return rows.toString();
  }
}
