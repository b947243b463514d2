package org.tlssunset.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the CSV files go. */
final class OutOption {

  /** The folder in the warehouse where they go if nobody says otherwise. */
  static final String DEFAULT = "csv";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      converter = GivenPath.class,
      description = "The folder of the CSV files; 'csv' in the warehouse if not given.")
  private @Nullable String out;

  /** Fails at once where nothing can be written; the warehouse is looked at by itself. */
  void refuseUnwritable() {
    if (out != null) {
      Pipeline.refuseUnwritable("--out", out);
    }
  }

  String folder(WarehouseOption warehouse) {
    return out == null ? warehouse.path() + "/" + DEFAULT : out;
  }
}
