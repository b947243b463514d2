package org.tlssunset.inspect;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.RowOutput;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** The observations for a program, and the rest for people. */
final class CsvInspection implements InspectionPrinter {

  private final ObservationValues values = ObservationValues.all();
  private final RowOutput rows;
  private final TableInspection rest;

  CsvInspection(PrintWriter out, PrintWriter err) {
    rows = RowOutput.of(RowOutput.Format.csv, values.names(), out);
    rest = new TableInspection(err);
  }

  @Override
  public void begin(String log, LogFormat format) {
    rest.begin(log, format);
  }

  @Override
  public void observation(Observation row) {
    rows.row(values.of(row));
  }

  @Override
  public void rejected(
      String log, long line, long offset, RejectReason reason, String detail, String text) {
    rest.rejected(log, line, offset, reason, detail, text);
  }

  @Override
  public void addressColumns(String log, List<String> names) {
    rest.addressColumns(log, names);
  }

  @Override
  public void end(String log, @Nullable LogFormat format, LineCounts counts, long open) {
    rest.end(log, format, counts, open);
  }

  @Override
  public void notRead(String log, String reason) {
    rest.notRead(log, reason);
  }

  @Override
  public void sessions(List<Observation> more) {
    more.forEach(this::observation);
  }

  @Override
  public void total(int logs, LineCounts counts, int sessions) {
    rows.finish();
    rest.total(logs, counts, sessions);
  }
}
