package org.tlssunset.servers.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object of HealthChecker's report: what it says of itself, and what the objects within it said
 * of their server, which is known where an object names it.
 *
 * <p>Only values and the version they are of are believed. The paths that stand beside them are
 * not: HealthChecker is known to write those of another version.
 */
final class ReportObject {

  private static final String PROTOCOLS =
      "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\";

  private static final String[] SIDES = {"Client", "Server"};
  private static final String[] PROTOCOL_VALUES = {"Enabled", "DisabledByDefault"};
  private static final String[] NET_VALUES = {"SystemDefaultTlsVersions", "SchUseStrongCrypto"};

  /** Windows has fewer. */
  private static final int MOST_SUITES = 1_000;

  private final String name;
  private final @Nullable ReportObject holder;
  private final Map<String, Optional<RegistryValue>> values = new HashMap<>();
  private final List<Consumer<ServerFacts>> said = new ArrayList<>();
  private long line;

  /**
   * @param name of the property that it is; empty if it is none
   * @param holder null of the report itself
   */
  ReportObject(String name, @Nullable ReportObject holder) {
    this.name = name;
    this.holder = holder;
  }

  /** A property with one value. */
  void put(String property, String element, String text, long at) {
    line = at;
    values.put(
        property,
        switch (element) {
          case "Nil" -> Optional.empty();
          case "S", "Version", "ToString" -> RegistryValue.of(ValueType.SZ, text);
          default ->
              RegistryValue.of(ValueType.DWORD, text)
                  .or(() -> RegistryValue.of(ValueType.QWORD, text))
                  .or(() -> RegistryValue.of(ValueType.SZ, text));
        });
  }

  /** It has ended: what it says is told to the server, or to the object that holds it. */
  void end(FileFacts facts) {
    take(facts);
    ReportObject above = holder;
    if (above == null || isServer()) {
      endAll(facts);
    } else {
      above.said.addAll(said);
    }
  }

  /** No object above names a server. */
  void endAll(FileFacts facts) {
    if (!said.isEmpty() || isServer()) {
      ServerFacts server = facts.of(text("ServerName"));
      said.forEach(each -> each.accept(server));
    }
  }

  private boolean isServer() {
    return !text("ServerName").isEmpty()
        && (name.equals("HealthCheckerExchangeServer") || !said.isEmpty());
  }

  private void take(FileFacts facts) {
    if (values.containsKey("TLSVersion") && values.containsKey("ServerEnabledValue")) {
      takeProtocol(facts);
    } else if (values.containsKey("NetVersion")
        && values.containsKey("SystemDefaultTlsVersionsValue")) {
      takeNet(facts);
    } else if (values.containsKey("CipherSuite") && !text("Name").isEmpty()) {
      String suite = text("Name");
      said.add(
          server -> {
            if (server.suites.size() < MOST_SUITES) {
              server.suites.add(suite);
            }
          });
    } else if (name.equals("BuildInformation") || name.equals("VersionInformation")) {
      takeBuild();
    }
  }

  private void takeProtocol(FileFacts facts) {
    String version = text("TLSVersion");
    if (!version.matches("1\\.\\d")) {
      facts.unread(line, "tells of a TLS version that there is none of: '%s'".formatted(version));
      return;
    }
    for (String side : SIDES) {
      for (String value : PROTOCOL_VALUES) {
        take(PROTOCOLS + "TLS " + version + "\\" + side, value, side + value + "Value");
      }
    }
  }

  private void takeNet(FileFacts facts) {
    String version = text("NetVersion");
    if (!version.matches("v\\d[\\d.]*")) {
      facts.unread(line, "tells of a .NET version that there is none of: '%s'".formatted(version));
      return;
    }
    for (String value : NET_VALUES) {
      take(
          "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\" + version,
          value,
          value + "Value");
      take(
          "HKEY_LOCAL_MACHINE\\SOFTWARE\\Wow6432Node\\Microsoft\\.NETFramework\\" + version,
          value,
          "Wow" + value + "Value");
    }
  }

  private void take(String path, String value, String property) {
    Optional<RegistryValue> found = values.get(property);
    if (found == null) {
      return; // older versions of the report lack it: nothing is known
    }
    said.add(
        server ->
            found.ifPresentOrElse(
                each -> server.registry.value(path, value, each),
                () -> server.registry.noValue(path, value)));
  }

  private void takeBuild() {
    String build = first("BuildVersion", "VersionBuild", "BuildNumber", "FriendlyName");
    if (build.isEmpty()) {
      return;
    }
    if (isWithin("OSInformation")) {
      said.add(server -> server.windows = build);
    } else if (isWithin("ExchangeInformation")) {
      said.add(server -> server.exchange = server.exchange.isEmpty() ? build : server.exchange);
    }
  }

  private boolean isWithin(String property) {
    for (@Nullable ReportObject at = this; at != null; at = at.holder) {
      if (at.name.equals(property)) {
        return true;
      }
    }
    return false;
  }

  private String first(String... properties) {
    for (String property : properties) {
      if (!text(property).isBlank()) {
        return text(property);
      }
    }
    return "";
  }

  private String text(String property) {
    return values.getOrDefault(property, Optional.empty()).map(RegistryValue::data).orElse("");
  }
}
