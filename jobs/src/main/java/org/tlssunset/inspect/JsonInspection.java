package org.tlssunset.inspect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.RowOutput;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** Everything for a program. */
final class JsonInspection implements InspectionPrinter {

  private final ObservationValues values = ObservationValues.all();
  private final PrintWriter out;
  private final RowOutput observations;
  private final RowOutput rejects;
  private final RowOutput logs;

  JsonInspection(PrintWriter out) {
    this.out = out;
    List<String> all = new ArrayList<>(List.of("kind"));
    all.addAll(values.names());
    observations = output(all);
    rejects =
        output(List.of("kind", "source_file", "source_line", "byte_offset", "reason", "text"));
    logs =
        output(
            List.of(
                "kind",
                "source_file",
                "format",
                "reason",
                "lines",
                "used",
                "comments",
                "rejected",
                "observations",
                "open_sessions",
                "unknown_address_columns"));
  }

  /** Of the log in hand. */
  private List<String> addressColumns = List.of();

  private RowOutput output(List<String> columns) {
    return RowOutput.of(RowOutput.Format.json, columns, out);
  }

  @Override
  public void begin(String log, LogFormat format) {
    // The log's object comes at its end, when its counts are known.
  }

  @Override
  public void observation(Observation row) {
    List<@Nullable Object> kindAndValues = new ArrayList<>();
    kindAndValues.add("observation");
    kindAndValues.addAll(values.of(row));
    observations.row(kindAndValues);
  }

  @Override
  public void rejected(
      String log, long line, long offset, RejectReason reason, String detail, String text) {
    rejects.row(List.of("rejected", log, line, offset, reason.sentence(detail), text));
  }

  @Override
  public void addressColumns(String log, List<String> names) {
    addressColumns = names;
  }

  @Override
  public void end(String log, @Nullable LogFormat format, LineCounts counts, long open) {
    log(log, format == null ? null : format.label(), null, counts, open);
  }

  @Override
  public void notRead(String log, String reason) {
    log(log, null, reason, LineCounts.NONE, 0);
  }

  private void log(
      String log, @Nullable String format, @Nullable String reason, LineCounts counts, long open) {
    logs.row(
        Arrays.asList(
            "log",
            log,
            format,
            reason,
            counts.lines(),
            counts.used(),
            counts.comments(),
            counts.rejected(),
            counts.observations(),
            open,
            addressColumns));
    addressColumns = List.of();
  }

  @Override
  public void sessions(List<Observation> rows) {
    rows.forEach(this::observation);
  }

  @Override
  public void total(int count, LineCounts counts, int sessions) {
    out.flush();
  }
}
