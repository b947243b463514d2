package org.tlssunset.monitor;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.List;
import org.tlssunset.console.HarmlessText;
import org.tlssunset.console.RowOutput;
import org.tlssunset.outreach.LegacyClient;
import org.tlssunset.outreach.LegacyClients;
import org.tlssunset.outreach.LegacyProxy;
import org.tlssunset.outreach.ProtocolCount;
import org.tlssunset.schema.Direction;

/**
 * Prints who still needs an old version: how many clients, who would take others along, then the
 * clients themselves.
 */
record NeedText(PrintWriter out) {

  private static final int WORST = 10;

  /**
   * Prints all of it, or a line.
   *
   * @param isUnchanged whether the night before has told the same
   */
  void print(LegacyClients clients, boolean isUnchanged) {
    if (clients.perProtocol().isEmpty()
        && clients.proxies().isEmpty()
        && clients.ownServers().isEmpty()
        && clients.usesOfNobody() == 0) {
      out.println("The logs that were read tell of nobody.");
      out.println();
      return;
    }
    out.println(
        need(clients)
            + "in the last %d days of the logs, which end at %s UTC"
                .formatted(LegacyClients.RECENT_DAYS, NightPage.MINUTE.format(clients.end()))
            + (isUnchanged ? ", as the night before." : "."));
    long uses = clients.usesOfNobody();
    if (uses > 0) {
      out.println(
          "Beside them, it was used %,d times by whom the logs do not tell: client IS NULL in client_protocol."
              .formatted(uses));
    }
    out.println();
    if (isUnchanged) {
      return;
    }
    proxies(clients.proxies());
    ownServers(clients.ownServers());
    counts(clients.perProtocol());
    worst(clients);
  }

  /** The first sentence up to when: how many clients, servers that mail is sent to, or both. */
  private static String need(LegacyClients clients) {
    if (clients.needing() == 0) {
      boolean isNobody = clients.proxies().isEmpty() && clients.ownServers().isEmpty();
      return isNobody
          ? "Nobody needs TLS 1.0 or 1.1 as far as the logs tell: nobody was seen with it "
          : "No client needs TLS 1.0 or 1.1 itself as far as the logs tell: none was seen with it ";
    }
    long callers = clients.needing(Direction.INBOUND);
    long called = clients.needing(Direction.OUTBOUND);
    String servers =
        (called == 1 ? "1 server" : "%,d servers".formatted(called)) + " that mail is sent to";
    String who = callers == 0 ? servers : clients(callers) + (called == 0 ? "" : " and " + servers);
    return who
        + (callers + called == 1 ? " still needs" : " still need")
        + " TLS 1.0 or 1.1: seen with it ";
  }

  /** Who takes others along. */
  private void proxies(List<LegacyProxy> proxies) {
    for (LegacyProxy proxy : proxies) {
      String who = HarmlessText.of(named(proxy));
      out.println(
          proxy.isCalling()
              ? "The proxy %s speaks %s to the servers: all clients behind it stop with it%s."
                  .formatted(who, versions(proxy), behind(proxy))
              : "The smart host %s is sent mail with %s: all that goes through it stops with it."
                  .formatted(who, versions(proxy)));
      out.println();
      new PartyTable(out).print(proxy.uses().stream().limit(WORST).toList());
    }
  }

  /** Its name and the addresses that it calls from. */
  private static String named(LegacyProxy proxy) {
    String parties =
        proxy.uses().stream()
            .map(use -> String.valueOf(use.party().client()))
            .filter(party -> !party.equals(proxy.name()))
            .distinct()
            .limit(WORST)
            .collect(joining(", "));
    return parties.isEmpty() ? proxy.name() : proxy.name() + " (" + parties + ")";
  }

  private static String versions(LegacyProxy proxy) {
    String versions =
        proxy.uses().stream()
            .flatMap(use -> use.use().versions().stream())
            .distinct()
            .sorted()
            .collect(joining(" and "));
    return versions.isEmpty() ? "an old version" : versions;
  }

  /** How many clients that were seen lately have come through a proxy. */
  private static String behind(LegacyProxy proxy) {
    return proxy.clients().isEmpty()
        ? "; the logs name none of them"
        : proxy.clients().entrySet().stream()
            .map(count -> "%,d with %s".formatted(count.getValue(), count.getKey()))
            .collect(joining(", ", "; seen lately: ", ""));
  }

  private void ownServers(List<LegacyClient> servers) {
    if (!servers.isEmpty()) {
      out.println(
          servers.size() > WORST
              ? "Own servers that still use it, the %d with the most recent use:".formatted(WORST)
              : "Own servers that still use it:");
      out.println();
      new PartyTable(out).print(servers.stream().limit(WORST).toList());
    }
  }

  private void counts(List<ProtocolCount> counts) {
    if (counts.isEmpty()) {
      return;
    }
    RowOutput rows =
        RowOutput.of(
            RowOutput.Format.table,
            List.of(
                "protocol", "direction", "still need it", "not lately", "newer alone", "not shown"),
            out);
    for (ProtocolCount protocol : counts) {
      rows.row(
          List.of(
              protocol.protocol(),
              protocol.direction(),
              protocol.needingLegacy(),
              protocol.notLately(),
              protocol.modernOnly(),
              protocol.notShown()));
    }
    rows.finish();
    out.println();
  }

  private void worst(LegacyClients clients) {
    long needing = clients.needing();
    if (needing > 0) {
      out.println(
          needing > WORST
              ? "The %d with the most recent use, each with the line that proves it:"
                  .formatted(WORST)
              : "Each with the line that proves it:");
      out.println();
      new PartyTable(out).print(clients.worst(WORST));
    }
  }

  private static String clients(long count) {
    return count == 1 ? "1 client" : "%,d clients".formatted(count);
  }
}
