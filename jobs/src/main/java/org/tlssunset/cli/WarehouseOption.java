package org.tlssunset.cli;

import picocli.CommandLine.Option;

/** Where the tables are. */
final class WarehouseOption {

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "PATH",
      description = "The folder of the tables; local or with a Hadoop scheme.")
  private String warehouse = "";

  String path() {
    if (warehouse.isBlank()) {
      throw new UsageException("--warehouse is empty: give the folder of the tables");
    }
    return warehouse;
  }
}
