package org.tlssunset.cli;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;

/** Sentences, and a table per log. */
final class TableInspection implements InspectionPrinter {

  private static final List<ObservationColumn> CHIEF =
      List.of(
          ObservationColumn.SOURCE_LINE,
          ObservationColumn.STARTED_AT,
          ObservationColumn.SERVER,
          ObservationColumn.PROTOCOL,
          ObservationColumn.CLIENT_IP,
          ObservationColumn.CLIENT_NAME,
          ObservationColumn.USER_NAME,
          ObservationColumn.TLS_OUTCOME,
          ObservationColumn.TLS_HOP,
          ObservationColumn.TLS_VERSION,
          ObservationColumn.CIPHER,
          ObservationColumn.KEY_EXCHANGE,
          ObservationColumn.REQUESTS,
          ObservationColumn.IS_PROBE);

  private final ObservationValues values = new ObservationValues(CHIEF);
  private final PrintWriter out;
  private @Nullable RowOutput table;

  TableInspection(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(String log, LogFormat format) {
    out.println(log + ": " + format.label());
  }

  @Override
  public void observation(Observation row) {
    RowOutput printing = table;
    if (printing == null) {
      printing = RowOutput.of(RowOutput.Format.table, InspectionPrinter.names(CHIEF), out);
      table = printing;
    }
    printing.row(values.of(row));
  }

  private void endTable() {
    if (table != null) {
      table.finish();
      table = null;
    }
  }

  @Override
  public void rejected(
      String log, long line, long offset, RejectReason reason, String detail, String text) {
    endTable();
    out.println(
        "%s:%d: rejected, %s: %s"
            .formatted(log, line, reason.sentence(detail), TableOutput.harmless(text)));
  }

  @Override
  public void addressColumns(String log, List<String> names) {
    endTable();
    for (String name : names) {
      out.println(
          "%s: column %s holds addresses and is not read; if a proxy forwards its clients' there: %s"
              .formatted(log, TableOutput.harmless(name), ForwardingSetting.of(name)));
    }
  }

  @Override
  public void end(String log, @Nullable LogFormat format, LineCounts counts) {
    endTable();
    out.println(format == null ? log + ": empty" : "%s: %s".formatted(log, told(counts)));
    out.println();
  }

  @Override
  public void notRead(String log, String reason) {
    endTable();
    out.println("%s: not read: it %s".formatted(log, reason));
    out.println();
  }

  @Override
  public void sessions(List<Observation> rows) {
    if (!rows.isEmpty()) {
      out.println("Sessions that began or ended outside a log, as far as the logs show them:");
      rows.forEach(this::observation);
      endTable();
      out.println();
    }
  }

  @Override
  public void total(int logs, LineCounts counts, int sessions) {
    if (logs != 1 || sessions > 0) {
      long rows = counts.observations() + sessions;
      out.println("%,d %s: %s".formatted(logs, logs == 1 ? "log" : "logs", told(counts, rows)));
    }
    out.flush();
  }

  private static String told(LineCounts counts) {
    return told(counts, counts.observations());
  }

  private static String told(LineCounts counts, long observations) {
    return "%,d lines = %,d used + %,d comments + %,d rejected; %,d observations"
        .formatted(
            counts.lines(), counts.used(), counts.comments(), counts.rejected(), observations);
  }
}
