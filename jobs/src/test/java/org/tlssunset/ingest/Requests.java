package org.tlssunset.ingest;

import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.schema.Tables;

/**
 * What counts of each log of an archive, and what the ledger has of it; paths are those within the
 * archive.
 *
 * @param counted {@code path|day|requests}, in order; a session is a request, too
 * @param ledger {@code path|state|same_as|lines}, in order
 * @param days {@code day|requests} of the rollup by days, in order
 */
record Requests(List<String> counted, List<String> ledger, List<String> days) {

  static Requests of(Nights nights, LogFiles archive) {
    String root = archive.path() + "/";
    return new Requests(
        sums(nights, root),
        within(root, nights.rows(Tables.INGESTED_FILES, "path", "state", "same_as", "lines")),
        nights.rows(Tables.CLIENT_PROTOCOL_DAILY, "observed_on", "requests"));
  }

  private static List<String> sums(Nights nights, String root) {
    return within(
        root,
        nights
            .warehouse()
            .read(Tables.TLS_OBSERVATIONS)
            .groupBy("source_file", "observed_on")
            .sum("requests")
            .collectAsList()
            .stream()
            .map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2))
            .sorted()
            .toList());
  }

  private static List<String> within(String root, List<String> rows) {
    return rows.stream().map(row -> row.substring(root.length())).toList();
  }

  /** What counts of the logs of a folder. */
  List<String> of(String folder) {
    return counted.stream().filter(row -> row.startsWith(folder)).toList();
  }

  /** What the ledger has of the logs of a folder. */
  List<String> states(String folder) {
    return ledger.stream().filter(row -> row.startsWith(folder)).toList();
  }

  /** How many requests the rollup has of a day. */
  long clientsOf(String day) {
    return days.stream()
        .filter(row -> row.startsWith(day))
        .mapToLong(row -> Long.parseLong(row.substring(row.indexOf('|') + 1)))
        .sum();
  }

  /** A log of requests, a second from one to the next. */
  static String[] hour(String day, int requests) {
    List<String> lines = new ArrayList<>(List.of(IIS_HEADER));
    for (int i = 0; i < requests; i++) {
      String time = "2024-05-%s %02d:%02d:%02d".formatted(day, i / 3600, i / 60 % 60, i % 60);
      lines.add(request(time, "/EWS/x", "user" + i % 7, "192.0.2." + i % 5, TLS10));
    }
    return lines.toArray(String[]::new);
  }

  /** A log of sessions, of which the last one lacks its end. */
  static String[] sessions(String day, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "08%s%03d".formatted(day, i);
      String minute = "2024-05-%sT10:%02d:".formatted(day, i);
      lines.add(received(minute + "00.000Z", id, 0, "+,,"));
      lines.add(received(minute + "01.000Z", id, 1, "<,EHLO pc.example,"));
      lines.add(received(minute + "02.000Z", id, 2, handshake("TLS1_0")));
      if (i < count - 1) {
        lines.add(received(minute + "03.000Z", id, 3, "-,,Remote"));
      }
    }
    return lines.toArray(String[]::new);
  }
}
