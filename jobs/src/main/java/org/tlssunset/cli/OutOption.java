package org.tlssunset.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the CSV files go. */
final class OutOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      converter = GivenPath.class,
      description = "The folder of the CSV files; 'csv' in the warehouse if not given.")
  private @Nullable String out;

  String folder(WarehouseOption warehouse) {
    return out == null ? warehouse.path() + "/csv" : out;
  }
}
