package org.tlssunset.monitor;

import java.util.List;

/** The figures of a {@link MetricsFile}: gauges all, named as Prometheus advises. */
public enum Metric {
  RUN_START("run_start_time_seconds", "When the last run began, in seconds since 1970."),
  RUN_END("run_end_time_seconds", "When the last run ended, in seconds since 1970."),
  LAST_SUCCESS(
      "last_success_time_seconds",
      "When a run last ended with exit code 0 or 3, in seconds since 1970."),
  RUN_EXIT_CODE(
      "run_exit_code", "Of the last run: 0 done, 3 done but not all could be read, 1 or 2 failed."),
  RUN_DURATION("run_duration_seconds", "How long each step of the last run took.", "step"),
  RUN_FILES(
      "run_files",
      "Files of the last run: found, and of these read because they were new, changed or touched.",
      "kind"),
  RUN_BYTES("run_read_bytes", "Stored size of the files that the last run read."),
  RUN_LINES("run_lines", "Lines that the last run read, by what became of them.", "kind"),
  RUN_OBSERVATIONS("run_observations", "Rows that the last run wrote to tls_observations."),
  RUN_DUPLICATES("run_duplicate_files", "Logs of the last run that tell what others do."),
  RUN_UNREADABLE("run_unreadable_files", "Files and folders that the last run could not read."),
  RUN_LAST_LINE_WAITS(
      "run_last_line_waiting_files", "Logs of the last run whose last line has no end yet."),
  RUN_FUTURE("run_future_files", "Logs of the last run with times in the future."),
  FILES_WAITING("files_waiting", "Files that the next run has to read, by why.", "kind"),
  VANISHED("vanished_files", "Files in the ledger that are no longer in the archive."),
  UNREADABLE(
      "unreadable_files",
      "Logs in the ledger that could not be read, and are not known to have vanished."),
  FUTURE("future_files", "Logs in the ledger with times in the future."),
  KILLED_BATCH("killed_batch", "1 if a batch was begun and not finished, else 0."),
  ROLLUPS_BEHIND("rollups_behind", "1 if the rollups lack batches of the ledger, else 0."),
  EVIDENCE(
      "evidence_last_event_time_seconds",
      "The last event of each server's logs that is not in the future, in seconds since 1970.",
      "server",
      "source"),
  PLAN_PARTIES(
      "plan_parties",
      "Parties by what becomes of them under the plan that is configured.",
      "role",
      "effect"),
  CHANGES(
      "changes",
      "Changes of parties that were found since the evidence ends where it does.",
      "change"),
  TABLE_BYTES("table_bytes", "What a table's current rows take.", "table"),
  TABLE_FILES("table_files", "How many data files a table's current rows are in.", "table");

  /** What all names begin with. */
  static final String PREFIX = "tls_sunset_";

  private final String suffix;
  private final String help;
  private final List<String> labels;

  Metric(String suffix, String help, String... labels) {
    this.suffix = suffix;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Its name in full. */
  public String title() {
    return PREFIX + suffix;
  }

  /** A sentence without backslashes and line ends. */
  String help() {
    return help;
  }

  /** Whether it is one of a run's own, which status knows nothing of. */
  public boolean isOfRun() {
    return suffix.startsWith("run_")
        || this == LAST_SUCCESS
        || this == PLAN_PARTIES
        || this == CHANGES;
  }

  /** A sample's name and labels. */
  String sample(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(title() + " has the labels " + labels);
    }
    StringBuilder text = new StringBuilder(title());
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
      text.append(values[i].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append('"');
    }
    return text.append(values.length == 0 ? "" : "}").toString();
  }
}
