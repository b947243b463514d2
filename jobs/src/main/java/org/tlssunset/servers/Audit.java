package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with servers against Microsoft's guidance, and which of them are ready.
 *
 * @param findings by server, those of several last
 * @param readiness by the servers' names
 */
public record Audit(List<Finding> findings, Map<String, Readiness> readiness) {

  /** That of servers. */
  public static Audit of(List<ServerSettings> servers) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Readiness> readiness = new LinkedHashMap<>();
    for (ServerSettings server : servers) {
      findings.addAll(VersionRules.check(server));
      if (!server.exports().isEmpty()) {
        findings.addAll(ProtocolRules.check(server));
        findings.addAll(DotNetRules.check(server));
        findings.addAll(CipherRules.check(server));
      }
      readiness.put(server.server(), Readiness.of(server));
    }
    findings.addAll(DifferenceRules.check(servers));
    return new Audit(List.copyOf(findings), readiness);
  }
}
