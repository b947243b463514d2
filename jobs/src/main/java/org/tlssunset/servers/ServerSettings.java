package org.tlssunset.servers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.ServerName;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.Known;
import org.tlssunset.servers.registry.Lookup;

/**
 * What is known of one server: its exports, of which the latest that tells of a value counts, and
 * its versions.
 *
 * @param server its name
 * @param windows null if it is not known
 * @param exchange null if it is not known
 * @param listed what the inventory says of it; null if it does not
 * @param exports the latest first; none if the inventory alone names the server
 */
public record ServerSettings(
    String server,
    @Nullable WindowsVersion windows,
    @Nullable ExchangeBuild exchange,
    Inventory.@Nullable Entry listed,
    List<Export> exports) {

  /** The versions that are asked after, oldest first. */
  public static final List<TlsVersion> VERSIONS =
      List.of(
          TlsVersion.SSL2,
          TlsVersion.SSL3,
          TlsVersion.TLS1_0,
          TlsVersion.TLS1_1,
          TlsVersion.TLS1_2,
          TlsVersion.TLS1_3);

  /**
   * All servers that exports or the inventory name, by their names.
   *
   * <p>What a server's export says of its own versions counts before the inventory.
   */
  public static List<ServerSettings> of(List<Export> exports, Inventory inventory) {
    Map<String, List<Export>> byServer = new TreeMap<>();
    for (Export export : exports) {
      byServer.computeIfAbsent(ServerName.id(export.server()), id -> new ArrayList<>()).add(export);
    }
    inventory
        .entries()
        .forEach(entry -> byServer.putIfAbsent(ServerName.id(entry.server()), List.of()));
    List<ServerSettings> servers = new ArrayList<>();
    byServer.forEach(
        (id, its) -> {
          List<Export> sorted =
              its.stream().sorted(Comparator.comparing(Export::day).reversed()).toList();
          servers.add(of(id, sorted, inventory));
        });
    return List.copyOf(servers);
  }

  private static ServerSettings of(String id, List<Export> exports, Inventory inventory) {
    Inventory.Entry entry = inventory.find(id).orElse(null);
    String name = exports.isEmpty() ? entry == null ? id : entry.server() : exports.get(0).server();
    WindowsVersion windows =
        exports.stream()
            .flatMap(export -> WindowsVersion.ofText(export.windows()).stream())
            .findFirst()
            .or(() -> WindowsVersion.ofText(entry == null ? "" : entry.windows()))
            .orElse(null);
    ExchangeBuild exchange =
        exports.stream()
            .flatMap(export -> ExchangeBuild.ofText(export.exchange()).stream())
            .findFirst()
            .or(() -> ExchangeBuild.ofText(entry == null ? "" : entry.exchange()))
            .orElse(null);
    return new ServerSettings(name, windows, exchange, entry, exports);
  }

  /** The same, as it was known on a day: by the exports until then. */
  public ServerSettings until(LocalDate day) {
    Inventory its = listed == null ? Inventory.NONE : new Inventory(List.of(listed), List.of());
    return of(
        ServerName.id(server),
        exports.stream().filter(export -> !export.day().isAfter(day)).toList(),
        its);
  }

  /** A value, by the latest export that tells of it. */
  Lookup look(String path, String name) {
    return exports.stream()
        .map(export -> export.registry().look(path, name))
        .filter(Lookup::isKnown)
        .findFirst()
        .orElse(Lookup.UNKNOWN);
  }

  /** A key, by the latest export that tells of it. */
  Known key(String path) {
    return exports.stream()
        .map(export -> export.registry().key(path))
        .filter(known -> known != Known.UNKNOWN)
        .findFirst()
        .orElse(Known.UNKNOWN);
  }

  /** The state of a protocol on one side. */
  public ProtocolState protocol(TlsVersion version, Side side) {
    String path = SchannelKeys.protocol(version, side);
    return ProtocolState.of(
        version,
        side,
        windows,
        look(path, SchannelKeys.ENABLED),
        look(path, SchannelKeys.DISABLED_BY_DEFAULT));
  }

  /** The runtimes that Exchange may stand on here: both if its version is not known. */
  public List<DotNet> neededDotNets() {
    ExchangeBuild its = exchange;
    return its == null ? List.of(DotNet.values()) : List.of(its.version().dotNet());
  }

  /** Whether .NET takes its protocols from Schannel: the value SystemDefaultTlsVersions. */
  public Lookup systemDefault(DotNet dotNet, Hive hive) {
    return look(dotNet.path(hive), SchannelKeys.SYSTEM_DEFAULT);
  }

  /** Whether .NET leaves weak algorithms out: the value SchUseStrongCrypto. */
  public Lookup strongCrypto(DotNet dotNet, Hive hive) {
    return look(dotNet.path(hive), SchannelKeys.STRONG_CRYPTO);
  }

  /** The order of cipher suites that counts; empty if no export tells of one. */
  public Optional<CipherOrder> cipherOrder() {
    List<String> policy =
        CipherOrder.suites(look(SchannelKeys.POLICY_ORDER, SchannelKeys.FUNCTIONS));
    List<String> local = CipherOrder.suites(look(SchannelKeys.LOCAL_ORDER, SchannelKeys.FUNCTIONS));
    if (!policy.isEmpty()) {
      return Optional.of(new CipherOrder(SchannelKeys.POLICY_ORDER, policy, local));
    }
    if (!local.isEmpty()) {
      return Optional.of(new CipherOrder(SchannelKeys.LOCAL_ORDER, local, List.of()));
    }
    return exports.stream()
        .filter(export -> !export.suites().isEmpty())
        .findFirst()
        .map(export -> new CipherOrder(export.file(), export.suites(), List.of()));
  }

  /** The algorithms that Schannel's settings name, as far as the exports tell. */
  public List<AlgorithmState> algorithms() {
    List<AlgorithmState> states = new ArrayList<>();
    for (String kind : AlgorithmState.KINDS) {
      TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      exports.forEach(
          export -> names.addAll(export.registry().below(SchannelKeys.SCHANNEL + "\\" + kind)));
      for (String name : names) {
        AlgorithmState unread = new AlgorithmState(kind, name, Lookup.UNKNOWN);
        states.add(new AlgorithmState(kind, name, look(unread.path(), SchannelKeys.ENABLED)));
      }
    }
    return List.copyOf(states);
  }
}
