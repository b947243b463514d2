package org.tlssunset.inspect;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.RowOutput;
import org.tlssunset.console.UnreadColumn;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** Sentences, and a table per log. */
final class TableInspection implements InspectionPrinter {

  private final ObservationValues values = ObservationValues.chief();
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
      printing = RowOutput.of(RowOutput.Format.table, values.names(), out);
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
            .formatted(log, line, reason.sentence(detail), HarmlessText.of(text)));
  }

  @Override
  public void addressColumns(String log, List<String> names) {
    endTable();
    for (String name : names) {
      out.println(UnreadColumn.sentence(log, name));
    }
  }

  @Override
  public void end(String log, @Nullable LogFormat format, LineCounts counts, long open) {
    endTable();
    out.println(format == null ? log + ": empty" : "%s: %s".formatted(log, told(counts, open)));
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
      out.println(
          "%,d %s: %s; %,d observations"
              .formatted(
                  logs,
                  logs == 1 ? "log" : "logs",
                  lines(counts),
                  counts.observations() + sessions));
    }
    out.flush();
  }

  /** Of one log. What its open sessions come to is known at the end, with those of other logs. */
  private static String told(LineCounts counts, long open) {
    String sessions =
        "%,d %s that began or ended outside it".formatted(open, open == 1 ? "session" : "sessions");
    String observations = "%,d observations".formatted(counts.observations());
    if (open == 0) {
      return lines(counts) + "; " + observations;
    }
    return lines(counts)
        + "; "
        + (counts.observations() == 0 ? sessions : observations + " and " + sessions);
  }

  private static String lines(LineCounts counts) {
    return "%,d lines = %,d used + %,d comments + %,d rejected"
        .formatted(counts.lines(), counts.used(), counts.comments(), counts.rejected());
  }
}
