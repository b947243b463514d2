package org.tlssunset.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tlssunset.plan.Coverage;
import org.tlssunset.plan.Endpoint;
import org.tlssunset.plan.LoggedDays;
import org.tlssunset.plan.Plan;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Family;

/** On what a plan stands: how much of the traffic tells its TLS, and how to see more. */
public final class CoverageLines {

  /** For each server whose IIS does not log TLS: the four custom fields of Windows Server 2016. */
  private static final String IIS_FIELDS =
      "foreach ($f in 'CRYPT_PROTOCOL','CRYPT_CIPHER_ALG_ID','CRYPT_HASH_ALG_ID','CRYPT_KEYEXCHANGE_ALG_ID') { "
          + "Add-WebConfigurationProperty -PSPath MACHINE/WEBROOT/APPHOST -Filter system.applicationHost/sites/siteDefaults/logFile/customFields "
          + "-Name . -Value @{logFieldName=$f; sourceName=$f; sourceType='ServerVariable'} }";

  private static final int MOST_GAPS = 10;

  private final Plan plan;
  private final List<Line> lines = new ArrayList<>();

  public CoverageLines(Plan plan) {
    this.plan = plan;
  }

  /** All of it; a line without a label goes on with the one before. */
  public List<Line> all() {
    lines.clear();
    Coverage coverage = plan.coverage();
    for (Direction direction : Direction.values()) {
      Coverage.Share share =
          coverage.of(
              cell ->
                  cell.direction().equals(direction.label())
                      && plan.scenario().concerns(cell.direction(), cell.protocol()));
      if (share.requests() > 0) {
        add(
            "coverage",
            "%s: %.1f %% of %,d requests tell the client's own TLS, %.1f %% the TLS at our servers"
                .formatted(
                    direction.label(),
                    100 * share.told(),
                    share.requests(),
                    100 * share.toldAtServers()));
      }
    }
    List<LoggedDays.Gap> missing = coverage.logged().missing();
    for (LoggedDays.Gap gap : missing.subList(0, Math.min(MOST_GAPS, missing.size()))) {
      add(
          "no logs",
          "of %s (%s %s) on %,d of %,d working days of the window"
              .formatted(
                  Coverage.named(gap.feed().server()),
                  gap.feed().direction(),
                  gap.feed().family(),
                  gap.missing(),
                  gap.days()));
    }
    if (missing.size() > MOST_GAPS) {
      add("", "… and of %,d more".formatted(missing.size() - MOST_GAPS));
    }
    for (Endpoint endpoint : coverage.logged().silent()) {
      add(
          "silent",
          "%s at %s has logged nothing since %s: its protocol logging is off, or nobody uses it any more (then say so in retired-servers)"
              .formatted(
                  endpoint.name().endpoint(),
                  Coverage.named(endpoint.name().feed().server()),
                  endpoint.last()));
    }
    seeMore(coverage);
    add(
        "unseen",
        "no log shows our servers' own HTTPS, LDAP and RPC calls, nor Unified Messaging; POP and IMAP of"
            + " Exchange 2010 and 2013 do not follow Schannel's switch-off");
    return List.copyOf(lines);
  }

  private void add(String label, String text) {
    lines.add(new Line(label, text));
  }

  /** Servers of which some logs of a family do not tell TLS. */
  private static TreeSet<String> servers(Coverage coverage, Family family) {
    TreeSet<String> servers = new TreeSet<>();
    for (Coverage.Cell cell : coverage.unlogged()) {
      if (Family.ofProtocol(cell.protocol()) == family) {
        servers.add(Coverage.named(cell.server()));
      }
    }
    return servers;
  }

  private void seeMore(Coverage coverage) {
    TreeSet<String> webServers = servers(coverage, Family.HTTP);
    boolean isWeb = !webServers.isEmpty();
    boolean isMail = !servers(coverage, Family.SMTP).isEmpty();
    long behindProxies = coverage.of(cell -> true).behindProxy();
    if (isWeb) {
      add(
          "see more",
          "IIS of %s does not log all TLS. There, in PowerShell (Windows Server 2016 and later):"
              .formatted(String.join(", ", webServers)));
      add("", IIS_FIELDS);
    }
    if (isMail) {
      add("see more", "SMTP sessions lack a part of their logs. In Exchange's shell:");
      add(
          "",
          "Get-ReceiveConnector | Set-ReceiveConnector -ProtocolLoggingLevel Verbose; Get-SendConnector | Set-SendConnector -ProtocolLoggingLevel Verbose");
    }
    if (behindProxies > 0) {
      add(
          "see more",
          "proxies end clients' TLS: have them write its version into a header, log that in IIS, and list it as tls-version-fields");
    }
  }
}
