package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.RegFile;
import org.tlssunset.servers.registry.RegistryValue;

/**
 * The {@code .reg} files that make a server ready for TLS 1.2: the guidance's own, as they are, and
 * only those of which something is missing, wrong or not told. Where a file is needed, its other
 * lines set what is there already.
 *
 * <p>.NET 3.5 is mended for Exchange 2010 alone, .NET 4.x for 2013 and later (guidance, part 2);
 * where Exchange's version is not known, both are: each of the files does no harm where it is not
 * needed.
 */
public final class Remedy {

  /** What is to be said with all these files. */
  public static final String RESTART =
      "Import the files on one server at a time, restart it, and see that mail flows and clients connect before the next.";

  private static final RegistryValue ZERO = RegistryValue.dword(0);
  private static final RegistryValue ONE = RegistryValue.dword(1);

  private Remedy() {}

  /**
   * The files that a server needs.
   *
   * @return none if all they would set is there
   */
  public static List<RemedyFile> of(ServerSettings server) {
    List<RemedyFile> files = new ArrayList<>();
    String tls12 = tls12Reasons(server);
    if (!tls12.isEmpty()) {
      files.add(
          new RemedyFile(
              "TLS12-Enable.reg", tls12(), "TLS 1.2 is not enabled as it should be: " + tls12));
    }
    for (DotNet dotNet : server.neededDotNets()) {
      String reasons = dotNetReasons(server, dotNet);
      if (!reasons.isEmpty()) {
        files.add(
            new RemedyFile(
                dotNet == DotNet.V2
                    ? "NET35-UseSchannelDefaults.reg"
                    : "NET4X-UseSchannelDefaults.reg",
                useSchannelDefaults(dotNet),
                "%s does not take its protocols from Schannel: %s"
                    .formatted(dotNet.label(), reasons)));
      }
    }
    return List.copyOf(files);
  }

  private static String tls12Reasons(ServerSettings server) {
    List<String> reasons = new ArrayList<>();
    for (Side side : Side.values()) {
      ProtocolState state = server.protocol(TlsVersion.TLS1_2, side);
      if (state.setting() != ProtocolSetting.ENABLED) {
        reasons.add("%s %s".formatted(side.label(), state.shown()));
      }
    }
    return String.join("; ", reasons);
  }

  private static String dotNetReasons(ServerSettings server, DotNet dotNet) {
    return List.of(Hive.values()).stream()
        .filter(hive -> Flag.of(server.systemDefault(dotNet, hive)) != Flag.ON)
        .map(
            hive ->
                "%s %s=%s"
                    .formatted(
                        hive.label(),
                        SchannelKeys.SYSTEM_DEFAULT,
                        server.systemDefault(dotNet, hive).shown()))
        .collect(Collectors.joining("; "));
  }

  private static RegFile tls12() {
    RegFile file = new RegFile().key(SchannelKeys.protocol(TlsVersion.TLS1_2));
    for (Side side : Side.values()) {
      file.key(SchannelKeys.protocol(TlsVersion.TLS1_2, side))
          .value(SchannelKeys.DISABLED_BY_DEFAULT, ZERO)
          .value(SchannelKeys.ENABLED, ONE);
    }
    return file;
  }

  private static RegFile useSchannelDefaults(DotNet dotNet) {
    RegFile file = new RegFile();
    for (Hive hive : Hive.values()) {
      file.key(dotNet.path(hive)).value(SchannelKeys.SYSTEM_DEFAULT, ONE);
    }
    return file;
  }
}
