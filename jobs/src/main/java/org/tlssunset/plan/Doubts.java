package org.tlssunset.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.ServerName;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;

/**
 * Why a part cannot be called safe although nobody is known to stop.
 *
 * @param proxies names of listed ones, in lower case
 * @param frozen how many days stay as they were counted
 * @param behind families of servers that have shown nothing that stays, in words
 * @param unlogged names of servers of ours that have no log at all
 */
record Doubts(
    Summary summary,
    Coverage coverage,
    Policy policy,
    Scenario scenario,
    Set<String> proxies,
    int frozen,
    List<Behind> behind,
    Set<String> unlogged) {

  /** A family of a server's that has shown nothing that stays. */
  record Behind(String server, String direction, String family) {

    @Override
    public String toString() {
      return "%s (%s %s)".formatted(server, direction, family);
    }
  }

  /** How much of the traffic tells the TLS that goes: at a proxy, only the client's own is that. */
  double told(Coverage.Share share) {
    return scenario.ends().isServers(proxies) ? share.toldAtServers() : share.told();
  }

  /** The first that there is; null if there is none. */
  @Nullable String of(Summary.Part part) {
    if (!summary.isReached()) {
      return "nobody was seen where it goes";
    }
    if (frozen > 0) {
      return "%,d days are frozen".formatted(frozen);
    }
    for (Behind end : behind) {
      boolean isOfPart =
          end.direction.equals(part.direction())
              && (!part.kind().equals(Summary.Part.SERVER) || end.server.equals(part.name()))
              && (!part.kind().equals(Summary.Part.FAMILY) || end.family.equals(part.name()));
      if (isOfPart) {
        return end + " has shown nothing that stays";
      }
    }
    String partial = partialFamily(part);
    if (partial != null) {
      return partial;
    }
    if (part.kind().equals(Summary.Part.SERVER) && summary.isNameless(part.direction())) {
      return "some uses are at servers without a name";
    }
    if (summary.sideBySide(part) > 0) {
      return "%,d went over that used old and new side by side: they may be two machines"
          .formatted(summary.sideBySide(part));
    }
    String uncovered = ofCoverage(part);
    return uncovered == null ? ofMissingLogs(part) : uncovered;
  }

  /** Who comes to what does not log, or not any more, is not seen. */
  private @Nullable String ofMissingLogs(Summary.Part part) {
    boolean isServers = part.kind().equals(Summary.Part.SERVER);
    for (String server : unlogged) {
      if (isServers ? ServerName.isSame(server, part.name()) : isAt(server)) {
        return "no log is of %s, a server of ours".formatted(server);
      }
    }
    for (LoggedDays.Gap gap : coverage.logged().gaps()) {
      if (concerns(part, gap.feed()) && gap.logged() < policy.terms().minimumCoverage()) {
        return "no %s logs of %s on %,d of %,d working days"
            .formatted(
                gap.feed().family(),
                Coverage.named(gap.feed().server()),
                gap.missing(),
                gap.days());
      }
    }
    for (Endpoint endpoint : coverage.logged().silent()) {
      if (concerns(part, endpoint.name().feed())) {
        return "%s at %s has logged nothing since %s"
            .formatted(
                endpoint.name().endpoint(),
                Coverage.named(endpoint.name().feed().server()),
                endpoint.last());
      }
    }
    return ofUnseenFamily(part);
  }

  /** Every Exchange server serves HTTP and SMTP, whether its logs tell of both or not. */
  private @Nullable String ofUnseenFamily(Summary.Part part) {
    boolean isOfAll =
        !part.kind().equals(Summary.Part.FAMILY)
            && scenario.protocols().isEmpty()
            && part.direction().equals(Direction.INBOUND.label());
    if (!isOfAll) {
      return null;
    }
    for (LoggedDays.Gap gap : coverage.logged().gaps()) {
      if (concerns(part, gap.feed())) {
        for (Family family : List.of(Family.HTTP, Family.SMTP)) {
          String server = gap.feed().server();
          if (!coverage
              .logged()
              .has(new LoggedDays.Feed(server, part.direction(), family.label()))) {
            return "no log of %s tells of its %s".formatted(Coverage.named(server), family.label());
          }
        }
      }
    }
    return null;
  }

  /** Whether a part, of what is to be switched off, holds what some logs tell of. */
  private boolean concerns(Summary.Part part, LoggedDays.Feed feed) {
    boolean isAsked =
        scenario.protocols().isEmpty()
            || scenario.protocols().stream()
                .anyMatch(each -> Family.ofProtocol(each).label().equals(feed.family()));
    return isAsked
        && isAt(feed.server())
        && part.direction().equals(feed.direction())
        && switch (part.kind()) {
          case Summary.Part.SERVER -> part.name().equals(feed.server());
          case Summary.Part.FAMILY -> part.name().equals(feed.family());
          default -> true;
        };
  }

  /** Whether anything may go at a server. */
  private boolean isAt(String server) {
    String name = scenario.ends().name();
    return name == null
        || !scenario.ends().isServers(proxies)
        || server.isEmpty()
        || server.equalsIgnoreCase(name);
  }

  /** Protocols of one listener go together. */
  private @Nullable String partialFamily(Summary.Part part) {
    Set<String> asked = scenario.protocols();
    if (asked.isEmpty()) {
      return null;
    }
    for (Protocol protocol : Protocol.values()) {
      Family family = Family.ofProtocol(protocol.label());
      boolean isShared =
          asked.stream().anyMatch(each -> Family.ofProtocol(each) == family)
              && !asked.contains(protocol.label());
      if (isShared
          && (!part.kind().equals(Summary.Part.FAMILY) || part.name().equals(family.label()))) {
        return "the same listeners serve more than was asked for";
      }
    }
    return null;
  }

  /** Whether a part, of what is to be switched off, holds the traffic of a protocol at a server. */
  boolean concern(Summary.Part part, Coverage.Cell cell) {
    return isAt(cell.server())
        && part.direction().equals(cell.direction())
        && scenario.concerns(cell.direction(), cell.protocol())
        && switch (part.kind()) {
          case Summary.Part.SERVER -> part.name().equals(cell.server());
          case Summary.Part.FAMILY ->
              part.name().equals(Family.ofProtocol(cell.protocol()).label());
          default -> true;
        };
  }

  private @Nullable String ofCoverage(Summary.Part part) {
    boolean isThere = false;
    for (Map.Entry<Coverage.Cell, Coverage.Share> each : coverage.cells().entrySet()) {
      Coverage.Cell cell = each.getKey();
      if (!concern(part, cell)) {
        continue;
      }
      isThere = true;
      double minimum =
          policy.terms(Role.CLIENT.label(), cell.direction(), cell.protocol()).minimumCoverage();
      if (told(each.getValue()) < minimum) {
        return "only %.0f %% of %s at %s tells its TLS"
            .formatted(
                Math.floor(100 * told(each.getValue())),
                cell.protocol(),
                Coverage.named(cell.server()));
      }
    }
    return isThere ? null : "nobody came in the window";
  }
}
