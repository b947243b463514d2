package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tlssunset.archive.Archive;
import org.tlssunset.console.RowOutput;
import org.tlssunset.console.UnreadColumn;
import org.tlssunset.ingest.ArchiveStatus;
import org.tlssunset.ingest.Evidence;
import org.tlssunset.ingest.LedgerStatus;

/**
 * Prints a status for people: the figures first, then what is in doubt, then who is heard of until
 * when, then tables.
 */
public final class StatusText {

  private static final Map<String, String> WAITING =
      Map.of(
          "new", "%,d new",
          "changed", "%,d changed",
          "outdated", "%,d read by an older version or with other settings",
          "unreadable", "%,d unreadable so far",
          "last_line", "%,d with a last line that has no end yet");

  private final PrintWriter out;

  /** A printer on an output. */
  public StatusText(PrintWriter out) {
    this.out = out;
  }

  /** Prints it. */
  public void print(Status status) {
    status.run().ifPresentOrElse(this::run, () -> out.println("last run none has read anything"));
    out.println(
        "waiting  "
            + status.waiting().entrySet().stream()
                .map(kind -> WAITING.get(kind.getKey()).formatted(kind.getValue()))
                .collect(Collectors.joining(", ")));
    ArchiveStatus archive = status.archive();
    if (archive != null && archive.vanished() > 0) {
      out.println(
          "vanished %,d files that were read are no longer in the archive: what they proved stays"
              .formatted(archive.vanished()));
      name(archive.vanishedPaths(), archive.vanished());
    }
    if (archive != null && archive.moved() > 0) {
      out.println(
          "moved    %,d files that were read are there under another name, packed for instance"
              .formatted(archive.moved()));
    }
    status.silent().forEach(feed -> out.println("silent   " + NightPage.silence(feed)));
    LedgerStatus.Totals totals = status.totals();
    if (totals.failures() > 0) {
      out.println(
          "damaged  %,d logs could not be read, each run tries again; %,d are of no known kind"
              .formatted(totals.unreadable(), totals.unrecognised()));
      new LossText(out, "         ").print(status.unread().losses());
      long vanished = totals.failures() - status.damaged();
      if (vanished > 0) {
        out.println(
            "         %,d of them have vanished: those are no failure any more"
                .formatted(vanished));
      }
    }
    rejects(status.unread().rejects());
    if (totals.notRead() > 0) {
      out.println(
          "not read %,d logs are of kinds that are deliberately not read"
              .formatted(totals.notRead()));
      status
          .unread()
          .notRead()
          .forEach((reason, logs) -> out.println("         %,d: %s".formatted(logs, reason)));
    }
    if (archive == null && totals.outdated() > 0) {
      out.println(
          "outdated %,d logs were read by an older version or with other settings; nightly reads those again that are still there"
              .formatted(totals.outdated()));
    }
    status
        .unread()
        .addressColumns()
        .forEach(column -> out.println("columns  " + UnreadColumn.sentence(column)));
    for (Archive.Unlisted unlisted : status.unlisted()) {
      out.println("unlisted " + unlisted.path() + ": " + unlisted.reason());
    }
    if (status.totals().future() > 0) {
      out.println(
          "future   %,d logs tell of times to come: check the clocks of their servers"
              .formatted(status.totals().future()));
    }
    if (status.stored().hasUnfinishedBatch()) {
      out.println(
          "batch    one is unfinished: a run is at it, or was killed, and the next takes it back");
    }
    if (status.stored().daysDue() > 0) {
      out.println(
          "rollups  are behind the ledger: the next nightly or rollup brings them up to date");
    }
    if (status.stored().frozenDays() > 0) {
      out.println(
          "frozen   %,d days stay as they were counted: logs tell more of them, or other things are known of addresses, but some of their rows were removed for their age"
              .formatted(status.stored().frozenDays()));
    }
    new PartyText(out).print(status.parties());
    out.println();
    evidence(status.evidence());
    out.println();
    tables(status.stored().tables());
    out.flush();
  }

  private void run(LedgerStatus.Run run) {
    out.println(
        run.startedAt() == null
            ? "last run of an older version, which kept no time: its last batch"
            : "last run that read something: began %s, last batch recorded %s (batches: %,d)"
                .formatted(run.startedAt(), run.endedAt(), run.batches()));
    out.println("files    %,d read by it (%,.1f MB)".formatted(run.files(), run.bytes() / 1e6));
    out.println(
        "lines    %,d = %,d used + %,d comments + %,d rejected"
            .formatted(
                run.counts().lines(),
                run.counts().used(),
                run.counts().comments(),
                run.counts().rejected()));
    out.println(
        "rows     %,d written by it to tls_observations; %,d of the logs are copies"
            .formatted(run.counts().observations(), run.duplicates()));
  }

  private void rejects(LedgerStatus.Rejects rejects) {
    if (rejects.logs() > 0) {
      out.println(
          "rejected %,d lines of %,d logs could not be used: SELECT source_file, kind, count(*) FROM rejected_lines GROUP BY ALL"
              .formatted(rejects.lines(), rejects.logs()));
      name(
          rejects.first().entrySet().stream()
              .map(log -> "%s: %,d".formatted(log.getKey(), log.getValue()))
              .toList(),
          rejects.logs());
    }
  }

  private void name(List<String> first, long all) {
    first.forEach(line -> out.println("         " + line));
    if (all > first.size()) {
      out.println("         … and %,d more".formatted(all - first.size()));
    }
  }

  private void evidence(List<Evidence> evidence) {
    RowOutput rows =
        RowOutput.of(
            RowOutput.Format.table, List.of("server", "source", "first_event", "last_event"), out);
    for (Evidence of : evidence) {
      rows.row(java.util.Arrays.asList(of.server(), of.source(), of.firstEvent(), of.lastEvent()));
    }
    rows.finish();
  }

  private void tables(List<Status.StoredTable> tables) {
    RowOutput rows =
        RowOutput.of(RowOutput.Format.table, List.of("table", "files", "bytes", "version"), out);
    for (Status.StoredTable table : tables) {
      rows.row(
          List.of(
              table.name(),
              table.files(),
              table.bytes(),
              table.version() < table.known()
                  ? "%d, the next run makes it %d".formatted(table.version(), table.known())
                  : String.valueOf(table.version())));
    }
    rows.finish();
  }
}
