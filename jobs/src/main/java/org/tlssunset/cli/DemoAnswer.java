package org.tlssunset.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tlssunset.console.RowOutput;
import org.tlssunset.outreach.LegacyClients;

/** The demo's answer, as a person wants it. */
record DemoAnswer(LegacyClients clients, PrintWriter out) {

  private static final int WORST = 10;

  void print() {
    out.println();
    out.println(
        "%,d clients still need TLS 1.0 or 1.1: they used it in the last %d days of the logs."
            .formatted(clients.needing(), LegacyClients.RECENT_DAYS));
    long uses = clients.usesOfNobody();
    if (uses > 0) {
      out.println(
          "Beside them, it was used %,d times by whom the logs do not tell: client IS NULL in client_protocol."
              .formatted(uses));
    }
    out.println();
    RowOutput counts =
        RowOutput.of(
            RowOutput.Format.table,
            List.of(
                "protocol", "direction", "still need it", "not lately", "newer alone", "not shown"),
            out);
    for (LegacyClients.PerProtocol protocol : clients.perProtocol()) {
      counts.row(
          List.of(
              protocol.protocol(),
              protocol.direction(),
              protocol.needingLegacy(),
              protocol.notLately(),
              protocol.modernOnly(),
              protocol.notShown()));
    }
    counts.finish();
    out.println();
    out.println(
        "The %d with the most recent use, each with the line that proves it:".formatted(WORST));
    out.println();
    RowOutput worst =
        RowOutput.of(
            RowOutput.Format.table,
            List.of("client", "name", "protocol", "last use (UTC)", "times", "proof"),
            out);
    for (LegacyClients.Client client : clients.worst(WORST)) {
      worst.row(
          Arrays.asList(
              client.client(),
              client.name(),
              client.protocol(),
              client.lastUse(),
              client.requests(),
              Path.of(client.proofFile()).getFileName() + ":" + client.proofLine()));
    }
    worst.finish();
    out.println();
  }

  /** Where everything is, and what to type next. */
  static void next(PrintWriter out, Path archive, String warehouse) {
    out.println("archive  " + archive);
    out.println("tables   " + warehouse);
    out.println();
    out.println("Next, for instance:");
    out.println("  jobs/tls-sunset sql --warehouse '%s' \\".formatted(warehouse));
    out.println(
        "    -e \"SELECT * FROM client_protocol WHERE requests_tls10 > 0 ORDER BY legacy_last_seen DESC\"");
    out.println("  jobs/tls-sunset inspect '%s' | less -S".formatted(archive));
    out.println("  jobs/tls-sunset nightly --archive YOUR-LOGS --warehouse YOUR-TABLES");
    out.println();
  }
}
