package org.tlssunset.servers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlssunset.party.ServerName;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.Lookup;
import org.tlssunset.servers.seen.SeenServers;
import org.tlssunset.servers.seen.SeenVersion;

/**
 * What servers are configured to do, against what logs show them do: the guidance's own validation
 * that TLS 1.2 is in use in both directions, and what neither of the two shows by itself.
 */
public final class Validation {

  private static final Set<String> MAILBOX_FAMILIES =
      Set.of(Family.POP3.label(), Family.IMAP4.label());

  private final SeenServers seen;
  private final List<Finding> findings = new ArrayList<>();

  private Validation(SeenServers seen) {
    this.seen = seen;
  }

  /**
   * What is found, by server.
   *
   * @param servers by exports and inventory
   */
  public static List<Finding> of(List<ServerSettings> servers, SeenServers seen) {
    Validation validation = new Validation(seen);
    Set<String> exported = new TreeSet<>();
    for (ServerSettings server : servers) {
      if (!server.exports().isEmpty()) {
        exported.add(ServerName.id(server.server()));
        validation.check(server);
      }
    }
    seen.versions().forEach(each -> validation.atProxy(each, servers));
    seen.traffic()
        .forEach(
            (logged, its) -> {
              if (!exported.contains(ServerName.id(logged))) {
                LocalDate last = Collections.max(its.values());
                validation.findings.add(FindingCode.LOGS_WITHOUT_EXPORT.of(logged, "export", last));
              }
            });
    return List.copyOf(validation.findings);
  }

  private void check(ServerSettings server) {
    TreeMap<String, LocalDate> lastDays = lastDays(server);
    if (lastDays.isEmpty()) {
      findings.add(FindingCode.EXPORT_WITHOUT_LOGS.of(server.server(), "logs"));
      return;
    }
    for (Side side : Side.values()) {
      String direction = direction(side);
      LocalDate last = lastDays.get(direction);
      if (last != null) {
        inUse(server, side, last);
      } else {
        findings.add(
            FindingCode.DIRECTION_WITHOUT_LOGS.of(
                server.server(), "TLS 1.2 " + side.label(), direction));
      }
      for (TlsVersion version : ServerSettings.VERSIONS) {
        if (server.protocol(version, side).use() == Use.OFF) {
          switchedOff(server, server.protocol(version, side), direction);
        }
      }
    }
  }

  /** The directions of its logs, each with the last day of any. */
  private TreeMap<String, LocalDate> lastDays(ServerSettings server) {
    TreeMap<String, LocalDate> lastDays = new TreeMap<>();
    seen.traffic()
        .forEach(
            (name, its) -> {
              if (ServerName.id(name).equals(ServerName.id(server.server()))) {
                its.forEach(
                    (direction, day) ->
                        lastDays.merge(
                            direction, day, (one, other) -> one.isAfter(other) ? one : other));
              }
            });
    return lastDays;
  }

  /** The direction of the connections that a side's settings are for. */
  private static String direction(Side side) {
    return side == Side.SERVER ? Direction.INBOUND.label() : Direction.OUTBOUND.label();
  }

  private void inUse(ServerSettings server, Side side, LocalDate last) {
    String direction = direction(side);
    ProtocolState state = server.protocol(TlsVersion.TLS1_2, side);
    boolean isSeen =
        of(server, direction)
            .anyMatch(each -> !TlsVersion.isOlder(each.version(), TlsVersion.TLS1_2.label()));
    if (state.isUsable() && !isSeen) {
      findings.add(
          FindingCode.TLS12_NEVER_SEEN.of(
              server.server(), state.subject(), state.shown(), direction, last));
    }
  }

  private Stream<SeenVersion> of(ServerSettings server, String direction) {
    return seen.versions().stream()
        .filter(
            each ->
                ServerName.id(each.server()).equals(ServerName.id(server.server()))
                    && each.direction().equals(direction));
  }

  /** A version that is off, and that logs of later days than the export still show. */
  private void switchedOff(ServerSettings server, ProtocolState state, String direction) {
    LocalDate known = told(server, state);
    Map<FindingCode, List<SeenVersion>> still = new EnumMap<>(FindingCode.class);
    of(server, direction)
        .filter(each -> each.version().equals(state.version().label()))
        .filter(each -> each.last().isAfter(known))
        .forEach(
            each ->
                still
                    .computeIfAbsent(code(server, state, each), any -> new ArrayList<>())
                    .add(each));
    still.forEach(
        (code, all) -> {
          SeenVersion last = Collections.max(all, Comparator.comparing(SeenVersion::last));
          findings.add(
              code.of(
                  server.server(),
                  state.subject(),
                  state.shown(),
                  known,
                  all.stream()
                      .map(SeenVersion::family)
                      .distinct()
                      .collect(Collectors.joining(", ")),
                  last.last(),
                  last.proofFile(),
                  last.proofLine()));
        });
  }

  /** A version that a proxy still negotiates, though servers have it off. */
  private void atProxy(SeenVersion each, List<ServerSettings> servers) {
    List<String> off =
        servers.stream()
            .filter(server -> each.proxy() != null && isOffBefore(server, each))
            .map(ServerSettings::server)
            .toList();
    if (!off.isEmpty()) {
      String more = off.size() == 1 ? "" : " and %d more".formatted(off.size() - 1);
      findings.add(
          FindingCode.OFF_AND_SEEN_AT_PROXY.of(
              "",
              "%s over %s".formatted(each.version(), each.family()),
              off.get(0) + more,
              each.proxy(),
              each.last(),
              each.proofFile(),
              each.proofLine()));
    }
  }

  private boolean isOffBefore(ServerSettings server, SeenVersion each) {
    for (Side side : Side.values()) {
      for (TlsVersion version : ServerSettings.VERSIONS) {
        ProtocolState state = server.protocol(version, side);
        if (direction(side).equals(each.direction())
            && version.label().equals(each.version())
            && state.setting() == ProtocolSetting.DISABLED
            && each.last().isAfter(told(server, state))) {
          return true;
        }
      }
    }
    return false;
  }

  private static FindingCode code(ServerSettings server, ProtocolState state, SeenVersion seen) {
    if (state.setting() != ProtocolSetting.DISABLED) {
      return FindingCode.OFF_BY_DEFAULT_AND_SEEN;
    }
    return isKeptByPopAndImap(server, seen)
        ? FindingCode.OFF_AND_SEEN_IN_POP_IMAP
        : FindingCode.OFF_AND_SEEN;
  }

  private static boolean isKeptByPopAndImap(ServerSettings server, SeenVersion seen) {
    ExchangeBuild exchange = server.exchange();
    return MAILBOX_FAMILIES.contains(seen.family())
        && (exchange == null || exchange.version().compareTo(ExchangeVersion.EXCHANGE_2013) <= 0);
  }

  /**
   * The day of the export that logs are held against: of those that tell of a protocol's state as
   * the latest does, without a break, the last that has a day of the server's logs after it. Where
   * a server is exported every day, the latest alone would be held against nothing.
   */
  private LocalDate told(ServerSettings server, ProtocolState state) {
    Flag enabled = Flag.of(state.enabled());
    List<LocalDate> days =
        server.exports().stream()
            .filter(export -> look(export, state).isKnown())
            .takeWhile(export -> Flag.of(look(export, state)) == enabled)
            .map(Export::day)
            .toList();
    LocalDate latest = days.isEmpty() ? server.exports().get(0).day() : days.get(0);
    LocalDate last = lastDays(server).getOrDefault(direction(state.side()), seen.last());
    return days.stream().filter(day -> day.isBefore(last)).findFirst().orElse(latest);
  }

  private static Lookup look(Export export, ProtocolState state) {
    return export.registry().look(state.path(), SchannelKeys.ENABLED);
  }
}
