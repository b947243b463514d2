package org.tlssunset.cli;

import org.jspecify.annotations.Nullable;
import org.tlssunset.steps.CsvExport;
import org.tlssunset.steps.WritableFolder;
import picocli.CommandLine.Option;

/** Where the CSV files go. */
final class OutOption {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      converter = GivenPath.class,
      description = "The folder of the CSV files; 'csv' in the warehouse if not given.")
  private @Nullable String out;

  OutOption() {}

  /** One that another option has the value of. */
  OutOption(@Nullable String out) {
    this.out = out;
  }

  /** Fails at once where nothing can be written; the warehouse is looked at by itself. */
  void refuseUnwritable() {
    if (out != null) {
      WritableFolder.refuseOther("--out", out);
    }
  }

  CsvExport export(WarehouseOption warehouse) {
    return new CsvExport(out == null ? warehouse.path() + "/" + CsvExport.DEFAULT : out);
  }
}
