package org.tlssunset.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tlssunset.archive.Archive;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * The files of the tables and the CSV folder in the warehouse. Where the warehouse lies below the
 * archive they are no logs, and would be named as such every night.
 */
final class OwnFiles {

  private final List<String> folders;

  /**
   * @param warehouse absolute; with its scheme unless it is local
   */
  OwnFiles(String warehouse) {
    String root = warehouse.endsWith("/") ? warehouse : warehouse + "/";
    folders =
        Stream.concat(Tables.all().stream().map(Table::name), Stream.of(CsvExport.DEFAULT))
            .map(name -> root + name + "/")
            .toList();
  }

  /** Of a warehouse as it was given. */
  static OwnFiles of(String warehouse) {
    return new OwnFiles(WritableFolder.local(warehouse).map(Path::toString).orElse(warehouse));
  }

  /** The archive's files alone. */
  Archive.Listing leftOutOf(Archive.Listing found) {
    return found.with(
        found.files().stream()
            .filter(file -> folders.stream().noneMatch(file.path()::startsWith))
            .toList());
  }
}
