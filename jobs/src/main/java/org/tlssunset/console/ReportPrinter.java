package org.tlssunset.console;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.ingest.IngestReport;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.names.BadLine;
import org.tlssunset.names.FoundNames;
import org.tlssunset.names.UnreadFile;
import org.tlssunset.outreach.ClientProtocolCsv;
import org.tlssunset.servers.FoundServers;
import org.tlssunset.servers.registry.UnreadText;

/**
 * Says what a run did on standard output, and what it could not read on standard error: in a line
 * with the sum and some examples, for a line for each of 10,000 files helps nobody.
 *
 * @param warehouse its path, for the command that tells more
 * @param isQuiet whether nothing is said that asks nothing of anybody
 */
public record ReportPrinter(PrintWriter out, StandardError err, String warehouse, boolean isQuiet) {

  private static final int EXAMPLES = 3;

  /** A printer on standard output and standard error. */
  public static ReportPrinter on(
      PrintWriter out, PrintWriter err, String warehouse, boolean isQuiet) {
    return new ReportPrinter(
        isQuiet ? new PrintWriter(Writer.nullWriter()) : HarmlessText.on(out),
        new StandardError(err),
        warehouse,
        isQuiet);
  }

  /**
   * What a run comes to, see {@link ExitCode}.
   *
   * @param share of the lines, from 0 to 1, that may be rejected
   */
  public static int exitCode(IngestReport report, double share) {
    return report.unread() == 0 && !report.rejectsMoreThan(share) ? ExitCode.DONE : ExitCode.PARTLY;
  }

  /**
   * What was read, and what could not be.
   *
   * @param share of the lines, from 0 to 1, that may be rejected
   */
  public void ingested(IngestReport report, double share) {
    LineCounts counts = report.counts();
    out.println(
        "files    %,d found, %,d of them new or changed (%s)"
            .formatted(report.found(), report.read(), megabytes(report.bytes())));
    out.println(
        "lines    %,d = %,d used + %,d comments + %,d rejected"
            .formatted(counts.lines(), counts.used(), counts.comments(), counts.rejected()));
    out.println("rows     %,d in tls_observations".formatted(report.observations()));
    if (report.duplicates() > 0) {
      out.println(
          "copies   %,d logs tell what others do, and count once: same_as in ingested_files"
              .formatted(report.duplicates()));
    }
    if (report.kinds().touched() > 0) {
      out.println(
          "touched  %,d files hold what they held before, and count once: only their time is new"
              .formatted(report.kinds().touched()));
    }
    if (report.waiting() > 0) {
      out.println(
          "waiting  %,d logs end in a line without an end: it is left for a later run"
              .formatted(report.waiting()));
    }
    if (report.kinds().outdated() > 0) {
      out.println(
          "again    %,d files were read again: an older version or other settings had read them"
              .formatted(report.kinds().outdated()));
    }
    if (report.kept() > 0) {
      out.println(
          "kept     %,d logs are kept as an older version or other settings have read them"
              .formatted(report.kept()));
    }
    if (!report.losses().notRead().isEmpty()) {
      out.println(
          "not read %,d logs of kinds that are deliberately not read"
              .formatted(
                  report.losses().notRead().values().stream().mapToLong(Long::longValue).sum()));
      report
          .losses()
          .notRead()
          .forEach((reason, logs) -> out.println("         %,d: %s".formatted(logs, reason)));
    }
    if (report.ignored() > 0) {
      out.println(
          "ignored  %,d files or folders: as the configuration says, or kept by the system for itself"
              .formatted(report.ignored()));
    }
    out.flush();
    if (report.problemCount() > 0 && (!isQuiet || exitCode(report, share) != ExitCode.DONE)) {
      err.problems(
          "%,d logs were not read, or not wholly (%,d not at all; %,d lines could not be used)"
              .formatted(report.problemCount(), report.unread(), counts.rejected()),
          report.problems().stream().limit(EXAMPLES).toList(),
          "; see %s, and rejected_lines".formatted(statusCommand()));
    }
    if (share > 0 && report.rejectsMoreThan(share)) {
      err.warning(
          "%.2f %% of the lines were rejected, more than rejected-share-allowed (%.2f %%)"
              .formatted(100.0 * counts.rejected() / counts.lines(), 100 * share));
    }
    report.addressColumns().forEach(column -> err.warning(UnreadColumn.sentence(column)));
    if (report.oddCount() > 0) {
      err.problems(
          "%,d logs tell of times in the future".formatted(report.oddCount()),
          report.odd().stream().limit(EXAMPLES).toList(),
          "");
    }
  }

  private String statusCommand() {
    return "%s status --warehouse %s".formatted(Launcher.command(), Launcher.quoted(warehouse));
  }

  /**
   * Warns of days that the rollups have not wholly.
   *
   * @param days that new logs tell of and that were left as they were counted before
   */
  public void notCounted(List<LocalDate> days) {
    if (!days.isEmpty() && !isQuiet) {
      err.warning(
          "%d days are not counted anew, from %s to %s: logs tell more of them, but some of their rows were removed for their age"
              .formatted(days.size(), days.get(0), days.get(days.size() - 1)));
    }
  }

  /** Warns of files that name hosts and could not be read, or not wholly. */
  public void namesMissed(FoundNames found) {
    if (!found.unread().isEmpty()) {
      err.warning(
          "%,d name files could not be read; what they said before stays: %s"
              .formatted(
                  found.unread().size(),
                  examples(found.unread().stream().map(UnreadFile::sentence))));
    }
    if (found.badCount() > 0) {
      err.warning(
          "%,d lines of name files could not be used, the others count: %s"
              .formatted(found.badCount(), examples(found.bad().stream().map(BadLine::sentence))));
    }
  }

  /** What was not understood of servers' exports and inventory; nothing if all was. */
  public void exportsMissed(FoundServers found) {
    if (!found.isWhole()) {
      err.warning(
          "%,d lines or files of servers' exports could not be read, the others count: %s"
              .formatted(
                  found.unreadCount(),
                  examples(found.unread().stream().map(UnreadText::sentence))));
    }
  }

  private static String examples(Stream<String> sentences) {
    return sentences.limit(EXAMPLES).map(HarmlessText::of).collect(Collectors.joining("; "));
  }

  /** What was written as CSV. */
  public void exported(ClientProtocolCsv.Written written) {
    out.println(
        "CSV      %,d rows, one for each client and protocol, in %s"
            .formatted(written.rows(), written.file()));
  }

  /** How long each step took. */
  public void times(Progress progress) {
    out.println("time     " + progress.times());
    out.flush();
  }

  private static String megabytes(long bytes) {
    return "%,.1f MB".formatted(bytes / 1e6);
  }
}
