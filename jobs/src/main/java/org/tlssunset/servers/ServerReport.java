package org.tlssunset.servers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tlssunset.servers.seen.Considered;
import org.tlssunset.servers.seen.SeenServers;

/**
 * What is to be said of servers.
 *
 * @param servers by exports and inventory
 * @param readiness by the servers' names
 * @param findings by server, what matters most first
 * @param logged the last day of logs that they were compared with; empty if there are none
 * @param considered what the guidance asks to be considered besides; empty without logs
 */
public record ServerReport(
    List<ServerSettings> servers,
    Map<String, Readiness> readiness,
    List<Finding> findings,
    Optional<LocalDate> logged,
    List<Considered> considered) {

  private static final Set<FindingCode> KEEPING_FROM_READY =
      EnumSet.of(
          FindingCode.TLS12_NOT_SET,
          FindingCode.TLS12_HALF,
          FindingCode.TLS12_NEVER_SEEN,
          FindingCode.OFF_AND_SEEN_IN_POP_IMAP);

  private static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.server().isEmpty())
          .thenComparing(Finding::server, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::code);

  /** By the servers' settings alone. */
  public static ServerReport of(List<ServerSettings> servers) {
    Audit audit = Audit.of(servers);
    return new ServerReport(
        servers, audit.readiness(), sorted(audit.findings()), Optional.empty(), List.of());
  }

  /** The same, compared with what logs show. */
  public static ServerReport of(
      List<ServerSettings> servers, SeenServers seen, List<Considered> considered) {
    Audit audit = Audit.of(servers);
    List<Finding> findings = new ArrayList<>(audit.findings());
    findings.addAll(Validation.of(servers, seen));
    return new ServerReport(
        servers,
        audit.readiness(),
        sorted(findings),
        Optional.of(seen.last()).filter(day -> day.isAfter(LocalDate.EPOCH)),
        considered);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(ORDER).toList();
  }

  /** How many servers are so. */
  public long count(Readiness asked) {
    return readiness.values().stream().filter(asked::equals).count();
  }

  /** Those that make connections fail, or unsafe, and those that keep a server from being ready. */
  public List<Finding> urgent() {
    return findings.stream()
        .filter(
            each -> each.severity() == Severity.ERROR || KEEPING_FROM_READY.contains(each.code()))
        .toList();
  }
}
