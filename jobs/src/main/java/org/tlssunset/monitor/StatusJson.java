package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.ForwardingSetting;
import org.tlssunset.console.RowOutput;
import org.tlssunset.ingest.ArchiveStatus;
import org.tlssunset.ingest.LedgerStatus;
import org.tlssunset.schema.FileState;

/** Prints a status as one JSON object. */
public final class StatusJson {

  private StatusJson() {}

  /** Prints it, on a line of its own. */
  public static void print(Status status, PrintWriter out) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("last_run", status.run().map(StatusJson::run).orElse(null));
    all.put("waiting", status.waiting());
    ArchiveStatus archive = status.archive();
    all.put(
        "vanished",
        archive == null
            ? null
            : map("files", archive.vanished(), "first", archive.vanishedPaths()));
    all.put("moved", archive == null ? null : archive.moved());
    all.put(
        "silent",
        status.silent().stream()
            .map(
                feed ->
                    map(
                        "server",
                        feed.server(),
                        "format",
                        feed.format(),
                        "last_event",
                        feed.last()))
            .toList());
    LedgerStatus.Totals totals = status.totals();
    all.put("logs", totals.logs());
    all.put(
        "unreadable",
        map("logs", totals.unreadable(), "first", named(status, FileState.UNREADABLE)));
    all.put(
        "unrecognised",
        map("logs", totals.unrecognised(), "first", named(status, FileState.UNRECOGNISED)));
    all.put(
        "not_read",
        map(
            "logs",
            totals.notRead(),
            "kinds",
            status.unread().notRead().entrySet().stream()
                .map(kind -> map("reason", kind.getKey(), "logs", kind.getValue()))
                .toList()));
    all.put("outdated", totals.outdated());
    all.put(
        "unknown_address_columns",
        status.unread().addressColumns().stream()
            .map(
                column ->
                    map(
                        "name", column.name(),
                        "logs", column.logs(),
                        "example", column.example(),
                        "setting", ForwardingSetting.of(column.name())))
            .toList());
    all.put(
        "rejected",
        map(
            "lines",
            status.unread().rejects().lines(),
            "logs",
            status.unread().rejects().logs(),
            "first",
            status.unread().rejects().first().entrySet().stream()
                .map(log -> map("file", log.getKey(), "lines", log.getValue()))
                .toList()));
    all.put(
        "unlisted",
        status.unlisted().stream()
            .map(path -> map("path", path.path(), "reason", path.reason()))
            .toList());
    all.put("future", totals.future());
    all.put("killed_batch", status.stored().hasUnfinishedBatch());
    all.put("rollups_behind", status.stored().daysDue() > 0);
    all.put("frozen_days", status.stored().frozenDays());
    all.put("parties", PartyJson.of(status.parties()));
    all.put(
        "evidence",
        status.evidence().stream()
            .map(
                of ->
                    map(
                        "server", of.server(),
                        "source", of.source(),
                        "first_event", of.firstEvent(),
                        "last_event", of.lastEvent()))
            .toList());
    all.put(
        "tables",
        status.stored().tables().stream()
            .map(
                table ->
                    map(
                        "name", table.name(),
                        "files", table.files(),
                        "bytes", table.bytes(),
                        "version", table.version()))
            .toList());
    RowOutput output = RowOutput.of(RowOutput.Format.json, List.copyOf(all.keySet()), out);
    output.row(new ArrayList<>(all.values()));
    output.finish();
  }

  private static List<Map<String, @Nullable Object>> named(Status status, FileState state) {
    return status.unread().failures().stream()
        .filter(log -> log.state() == state)
        .map(log -> map("file", log.name().sourceFile(), "reason", log.reason()))
        .toList();
  }

  private static Map<String, @Nullable Object> run(LedgerStatus.Run run) {
    return map(
        "started_at", run.startedAt(),
        "ended_at", run.endedAt(),
        "batches", run.batches(),
        "files", run.files(),
        "bytes", run.bytes(),
        "lines", run.counts().lines(),
        "used", run.counts().used(),
        "comments", run.counts().comments(),
        "rejected", run.counts().rejected(),
        "observations", run.counts().observations(),
        "duplicates", run.duplicates(),
        "unreadable", run.unreadable());
  }

  /** A map of names and values in turns. */
  static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
