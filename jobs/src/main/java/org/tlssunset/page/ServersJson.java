package org.tlssunset.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlssunset.servers.Readiness;
import org.tlssunset.servers.ServerReport;
import org.tlssunset.servers.seen.Considered;

/** What is to be said of servers, beyond the findings, as JSON has it. */
public final class ServersJson {

  private ServersJson() {}

  /** The keys and values of the summary. */
  public static Map<String, Object> of(ServerReport report) {
    Map<String, Object> summary = new LinkedHashMap<>();
    Map<String, Object> readiness = new LinkedHashMap<>();
    report.readiness().forEach((server, its) -> readiness.put(server, its.label()));
    for (Readiness each : Readiness.values()) {
      summary.put(each.label().replace('-', '_'), report.count(each));
    }
    summary.put("readiness", readiness);
    summary.put("logs_until", report.logged().map(Object::toString).orElse(null));
    List<Object> considered = new ArrayList<>();
    report.considered().forEach(each -> considered.add(of(each)));
    summary.put("considered", considered);
    return summary;
  }

  private static Map<String, Object> of(Considered considered) {
    Map<String, Object> of = new LinkedHashMap<>();
    of.put("subject", considered.consideration().subject());
    of.put("parties", considered.parties());
    Map<String, Object> statuses = new LinkedHashMap<>();
    considered.statuses().forEach((status, parties) -> statuses.put(status.label(), parties));
    of.put("statuses", statuses);
    of.put("programs", considered.programs());
    of.put("advice", considered.consideration().advice());
    return of;
  }
}
