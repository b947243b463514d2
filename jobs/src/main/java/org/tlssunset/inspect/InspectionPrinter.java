package org.tlssunset.inspect;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.RowOutput;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.RejectReason;

/** The layout of an inspection, one class per format. */
sealed interface InspectionPrinter permits TableInspection, CsvInspection, JsonInspection {

  void begin(String log, LogFormat format);

  void observation(Observation row);

  void rejected(
      String log, long line, long offset, RejectReason reason, String detail, String text);

  /**
   * Comes before a log's end.
   *
   * @param names of columns that hold addresses and that nothing reads; often none
   */
  void addressColumns(String log, List<String> names);

  /**
   * @param format null if the log is empty
   * @param open how many sessions it holds a part of; what they come to is told at the end
   */
  void end(String log, @Nullable LogFormat format, LineCounts counts, long open);

  void notRead(String log, String reason);

  /** The rows of sessions of which the logs hold a part only, or parts in several. */
  void sessions(List<Observation> rows);

  /**
   * @param sessions how many rows were joined from parts
   */
  void total(int logs, LineCounts counts, int sessions);

  static InspectionPrinter of(RowOutput.Format format, PrintWriter out, PrintWriter err) {
    return switch (format) {
      case table -> new TableInspection(HarmlessText.on(out));
      case csv -> new CsvInspection(out, err);
      case json -> new JsonInspection(out);
    };
  }
}
