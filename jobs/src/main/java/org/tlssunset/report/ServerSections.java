package org.tlssunset.report;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tlssunset.outreach.ShownText;
import org.tlssunset.servers.Finding;
import org.tlssunset.servers.Readiness;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.servers.Severity;

/** Which servers are ready, and what is wrong with them. */
final class ServerSections {

  private final ServerReport servers;

  ServerSections(ServerReport servers) {
    this.servers = servers;
  }

  /** A server. */
  record Server(
      String name,
      String windows,
      String exchange,
      String exported,
      String readiness,
      boolean isWell,
      String errors,
      String warnings) {}

  /** What is wrong with one. */
  record Found(
      String severity,
      boolean isUrgent,
      String server,
      String subject,
      String what,
      String why,
      String cure,
      String source) {}

  void into(Map<String, Object> model) {
    model.put("ready", ShownNumber.of(servers.count(Readiness.READY)));
    model.put("notReady", ShownNumber.of(servers.count(Readiness.NOT_READY)));
    model.put("readyUnknown", ShownNumber.of(servers.count(Readiness.UNKNOWN)));
    model.put("servers", servers.servers().stream().map(this::server).toList());
    Set<Finding> urgent = Set.copyOf(servers.urgent());
    model.put(
        "findings",
        servers.findings().stream().map(each -> found(each, urgent.contains(each))).toList());
    model.put("urgent", ShownNumber.of(urgent.size()));
  }

  private Server server(ServerSettings server) {
    Readiness readiness = servers.readiness().getOrDefault(server.server(), Readiness.UNKNOWN);
    String errors = count(server, Severity.ERROR);
    return new Server(
        ShownText.of(server.server()),
        server.windows() == null ? "not known" : server.windows().label(),
        server.exchange() == null ? "not known" : server.exchange().label(),
        server.exports().isEmpty() ? "none" : server.exports().get(0).day().toString(),
        readiness.label().replace('-', ' '),
        readiness == Readiness.READY && errors.equals("0"),
        errors,
        count(server, Severity.WARNING));
  }

  private String count(ServerSettings server, Severity severity) {
    String name = server.server().toLowerCase(Locale.ROOT);
    return ShownNumber.of(
        servers.findings().stream()
            .filter(each -> each.severity() == severity)
            .filter(each -> each.server().toLowerCase(Locale.ROOT).equals(name))
            .count());
  }

  private static Found found(Finding finding, boolean isUrgent) {
    return new Found(
        finding.severity().label(),
        isUrgent,
        finding.server().isEmpty() ? "all together" : ShownText.of(finding.server()),
        ShownText.of(finding.subject()),
        ShownText.of(finding.what()),
        finding.why(),
        finding.cure(),
        finding.source());
  }
}
