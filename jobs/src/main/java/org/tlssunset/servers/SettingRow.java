package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Lookup;

/**
 * A setting of a server, as a row of a table.
 *
 * @param area protocol, dotnet, renegotiation, algorithm or cipher-order
 * @param name {@code TLS 1.2}, or the name of the value
 * @param side Client or Server; of .NET 64-bit or 32-bit; else empty
 * @param value what the registry says, as people read it
 * @param state what that comes to; empty where it is the value itself
 */
public record SettingRow(
    String server, String area, String name, String side, String value, String state) {

  /** All settings of a server, whether they are told or not. */
  public static List<SettingRow> of(ServerSettings settings) {
    List<SettingRow> rows = new ArrayList<>();
    String server = settings.server();
    for (TlsVersion version : ServerSettings.VERSIONS) {
      for (Side side : Side.values()) {
        ProtocolState state = settings.protocol(version, side);
        rows.add(
            new SettingRow(
                server,
                "protocol",
                version.label(),
                side.label(),
                state.shown(),
                state.setting().label()));
      }
    }
    for (DotNet dotNet : DotNet.values()) {
      for (Hive hive : Hive.values()) {
        String name = dotNet.label() + " ";
        rows.add(
            flag(
                server,
                "dotnet",
                name + SchannelKeys.SYSTEM_DEFAULT,
                hive.label(),
                settings.systemDefault(dotNet, hive)));
        rows.add(
            flag(
                server,
                "dotnet",
                name + SchannelKeys.STRONG_CRYPTO,
                hive.label(),
                settings.strongCrypto(dotNet, hive)));
      }
    }
    for (Renegotiation each : Renegotiation.values()) {
      Lookup value = settings.look(SchannelKeys.SCHANNEL, each.value());
      rows.add(flag(server, "renegotiation", each.value(), each.side().label(), value));
    }
    for (AlgorithmState each : settings.algorithms()) {
      rows.add(flag(server, "algorithm", each.kind() + " " + each.name(), "", each.enabled()));
    }
    settings
        .cipherOrder()
        .ifPresent(
            order ->
                rows.add(
                    new SettingRow(
                        server,
                        "cipher-order",
                        order.from(),
                        "",
                        String.join(",", order.suites()),
                        "")));
    return List.copyOf(rows);
  }

  private static SettingRow flag(
      String server, String area, String name, String side, Lookup lookup) {
    String state =
        switch (Flag.of(lookup)) {
          case ON -> "on";
          case OFF -> "off";
          case ABSENT -> "absent";
          case UNKNOWN -> "unknown";
        };
    return new SettingRow(server, area, name, side, lookup.shown(), state);
  }
}
