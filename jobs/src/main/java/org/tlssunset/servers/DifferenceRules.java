package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tlssunset.servers.registry.Lookup;

/** In what servers differ: one finding for each setting, with who has what. */
final class DifferenceRules {

  /** So many servers are named of those that have a value alike. */
  private static final int NAMED = 20;

  private DifferenceRules() {}

  /**
   * Compares what is told; algorithms and cipher suites only of servers with the same Windows, for
   * each has others.
   */
  static List<Finding> check(List<ServerSettings> servers) {
    Map<String, Map<String, List<String>>> bySetting = new LinkedHashMap<>();
    for (ServerSettings server : servers) {
      for (SettingRow row : SettingRow.of(server)) {
        boolean isNeeded = !row.area().equals("dotnet") || isNeeded(server, row);
        if (isNeeded && isTold(row)) {
          bySetting
              .computeIfAbsent(setting(server, row), setting -> new TreeMap<>())
              .computeIfAbsent(row.value(), value -> new ArrayList<>())
              .add(row.server());
        }
      }
    }
    List<Finding> found = new ArrayList<>();
    bySetting.forEach(
        (setting, byValue) -> {
          if (byValue.size() > 1) {
            found.add(FindingCode.SERVERS_DIFFER.of("", setting, text(byValue)));
          }
        });
    return found;
  }

  private static boolean isTold(SettingRow row) {
    String unknown = Lookup.UNKNOWN.shown();
    return !row.value().equals(unknown) && !row.value().contains("=" + unknown);
  }

  /** Which settings of .NET count depends on Exchange. */
  private static boolean isNeeded(ServerSettings server, SettingRow row) {
    return server.neededDotNets().stream().anyMatch(each -> row.name().startsWith(each.label()));
  }

  private static String setting(ServerSettings server, SettingRow row) {
    String name = (row.name() + " " + row.side()).strip();
    WindowsVersion windows = server.windows();
    return switch (row.area()) {
      case "cipher-order", "algorithm" ->
          "%s on %s"
              .formatted(
                  row.area().equals("algorithm") ? name : "cipher suites",
                  windows == null ? "an unknown Windows" : windows.label());
      default -> name;
    };
  }

  private static String text(Map<String, List<String>> byValue) {
    return byValue.entrySet().stream()
        .map(each -> "%s: %s".formatted(names(each.getValue()), each.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String names(List<String> servers) {
    String named = servers.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = servers.size() - NAMED;
    return more > 0 ? "%s and %d more".formatted(named, more) : named;
  }
}
