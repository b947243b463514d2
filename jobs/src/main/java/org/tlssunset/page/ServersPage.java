package org.tlssunset.page;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.servers.Finding;
import org.tlssunset.servers.FindingCode;
import org.tlssunset.servers.Readiness;
import org.tlssunset.servers.Remedy;
import org.tlssunset.servers.RemedyFolder;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.servers.seen.Consideration;
import org.tlssunset.servers.seen.Considered;

/** Prints what is to be said of servers, for the administrator who is to mend it. */
public final class ServersPage {

  private static final List<ClientStatus> AT_RISK =
      List.of(
          ClientStatus.LEGACY_ONLY,
          ClientStatus.MIXED,
          ClientStatus.FAILING,
          ClientStatus.UNKNOWN,
          ClientStatus.UNPROVEN);

  private static final Pattern KEY = Pattern.compile("^HKEY_LOCAL_MACHINE\\\\[^:]*: ");

  private final PrintWriter out;

  /** A printer on an output. */
  public ServersPage(PrintWriter out) {
    this.out = out;
  }

  /** Prints all of it. */
  public void print(ServerReport report) {
    out.println(
        "servers   %,d of %,d ready for TLS 1.2, %,d not, %,d not known%s"
            .formatted(
                report.count(Readiness.READY),
                report.readiness().size(),
                report.count(Readiness.NOT_READY),
                report.count(Readiness.UNKNOWN),
                report.logged().map(day -> "; compared with logs until " + day).orElse("")));
    for (ServerSettings server : report.servers()) {
      out.println();
      out.println(head(server, report.readiness()));
      findings(
          report.findings().stream()
              .filter(each -> each.server().equalsIgnoreCase(server.server()))
              .toList(),
          false);
    }
    others(report);
    considered(report.considered());
    out.flush();
  }

  /** Prints what is urgent; nothing where nothing is. */
  public void printUrgent(ServerReport report) {
    if (report.urgent().isEmpty()) {
      return;
    }
    out.println("By the exports of servers' registries (the command servers tells all):");
    findings(report.urgent(), true);
    out.println();
    out.flush();
  }

  private static String head(ServerSettings server, Map<String, Readiness> readiness) {
    return "%s is %s: %s, %s%s"
        .formatted(
            server.server(),
            switch (readiness.getOrDefault(server.server(), Readiness.UNKNOWN)) {
              case READY -> "ready for TLS 1.2";
              case NOT_READY -> "NOT ready for TLS 1.2";
              case UNKNOWN -> "not known to be ready for TLS 1.2";
            },
            server.windows() == null ? "Windows unknown" : server.windows().label(),
            server.exchange() == null ? "Exchange unknown" : server.exchange().label(),
            server.exports().isEmpty()
                ? ""
                : ", by its export of " + server.exports().get(0).day());
  }

  /** Those of one kind together, with their cure once. */
  private void findings(List<Finding> findings, boolean isNamingServers) {
    Map<FindingCode, List<Finding>> byCode = new LinkedHashMap<>();
    findings.forEach(
        each -> byCode.computeIfAbsent(each.code(), any -> new ArrayList<>()).add(each));
    byCode.forEach(
        (code, all) -> {
          String mark = code.severity().label();
          for (Finding finding : all) {
            String server =
                isNamingServers && !finding.server().isEmpty() ? finding.server() + ": " : "";
            out.println("  %-8s %s%s".formatted(mark, server, what(finding)));
            mark = "";
          }
          out.println("           %s [%s]".formatted(code.why(), code.source()));
          out.println("           cure: %s".formatted(code.cure()));
        });
    if (findings.isEmpty()) {
      out.println("  nothing was found");
    }
  }

  /** Without the path of a key: its subject tells it to people, and CSV and JSON to programs. */
  private static String what(Finding finding) {
    String what = KEY.matcher(finding.what()).replaceFirst("");
    return what.startsWith(finding.subject()) ? what : finding.subject() + ": " + what;
  }

  /** Of several servers, and of those that only logs know. */
  private void others(ServerReport report) {
    List<String> known =
        report.servers().stream().map(each -> each.server().toLowerCase(Locale.ROOT)).toList();
    List<Finding> others =
        report.findings().stream()
            .filter(each -> !known.contains(each.server().toLowerCase(Locale.ROOT)))
            .toList();
    if (!others.isEmpty()) {
      out.println();
      out.println("Other servers, and all together:");
      findings(others, true);
    }
  }

  private void considered(List<Considered> considered) {
    if (considered.isEmpty()) {
      return;
    }
    out.println();
    out.println("What the guidance asks to be considered besides, and what logs show of it:");
    for (Considered each : considered) {
      out.println("  %s: %s".formatted(each.consideration().subject(), shown(each)));
      out.println("           %s".formatted(each.consideration().advice()));
    }
  }

  private static String shown(Considered considered) {
    if (considered.parties() == 0) {
      return considered.consideration() == Consideration.DOMAIN_CONTROLLERS
          ? "not seen in any log"
          : "none seen";
    }
    long atRisk = AT_RISK.stream().mapToLong(considered::parties).sum();
    return "%,d parties, of which %,d may stop%s"
        .formatted(
            considered.parties(),
            atRisk,
            considered.programs().isEmpty()
                ? ""
                : "; mostly " + String.join(", ", considered.programs()));
  }

  /** What was written to mend it. */
  public void print(RemedyFolder remedy) {
    out.println();
    for (RemedyFolder.Written file : remedy.written()) {
      out.println("wrote     %s".formatted(file.file()));
      out.println("          %s".formatted(file.reason()));
    }
    for (String refused : remedy.refused()) {
      out.println("not made  %s".formatted(refused));
    }
    out.println(remedy.written().isEmpty() ? "Nothing is to be imported." : Remedy.RESTART);
    out.flush();
  }
}
