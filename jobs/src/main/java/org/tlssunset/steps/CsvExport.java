package org.tlssunset.steps;

import java.io.IOException;
import java.util.List;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * The CSV files for people.
 *
 * @param folder where they go
 */
public record CsvExport(String folder) implements Step {

  /** The folder in the warehouse where they go if nobody says otherwise. */
  public static final String DEFAULT = "csv";

  @Override
  public String doing() {
    return "writing CSV";
  }

  @Override
  public List<Table> reads() {
    return List.of(Tables.CLIENT_PROTOCOL_DAILY, Tables.CLIENT_PROTOCOL);
  }

  @Override
  public List<Table> writes() {
    return List.of();
  }

  @Override
  public void in(Run run) {
    try {
      run.told().exported(new ClientProtocolCsv(run.warehouse()).write(folder));
    } catch (IOException e) {
      throw new IllegalStateException(
          "the CSV cannot be written to %s (%s): choose another --out"
              .formatted(folder, e.getMessage()),
          e);
    }
  }
}
