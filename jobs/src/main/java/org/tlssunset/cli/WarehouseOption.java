package org.tlssunset.cli;

import picocli.CommandLine.Option;

/** Where the tables are. */
final class WarehouseOption {

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "PATH",
      converter = GivenPath.class,
      description = "The folder of the tables; local or with a Hadoop scheme.")
  private String warehouse = "";

  String path() {
    return warehouse;
  }
}
