package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Lookup;
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
    List<String> wrong = new ArrayList<>();
    boolean isKnown = false;
    for (Side side : Side.values()) {
      ProtocolState state = server.protocol(TlsVersion.TLS1_2, side);
      if (state.setting() != ProtocolSetting.ENABLED) {
        wrong.add("%s %s".formatted(side.label(), state.shown()));
        isKnown |= state.isTold();
      }
    }
    add(files, "TLS12-Enable.reg", tls12(), wrong, isKnown, "TLS 1.2 is enabled");
    for (DotNet dotNet : server.neededDotNets()) {
      add(dotNet, server, files);
    }
    return List.copyOf(files);
  }

  private static void add(DotNet dotNet, ServerSettings server, List<RemedyFile> files) {
    List<String> wrong = new ArrayList<>();
    boolean isKnown = false;
    for (Hive hive : Hive.values()) {
      Lookup value = server.systemDefault(dotNet, hive);
      if (Flag.of(value) != Flag.ON) {
        wrong.add("%s %s=%s".formatted(hive.label(), SchannelKeys.SYSTEM_DEFAULT, value.shown()));
        isKnown |= value.isKnown();
      }
    }
    add(
        files,
        dotNet == DotNet.V2 ? "NET35-UseSchannelDefaults.reg" : "NET4X-UseSchannelDefaults.reg",
        useSchannelDefaults(dotNet),
        wrong,
        isKnown,
        dotNet.label() + " takes its protocols from Schannel");
  }

  /**
   * Adds a file if something is wrong.
   *
   * @param isKnown whether the exports tell of any of it
   * @param aim what the file makes true
   */
  private static void add(
      List<RemedyFile> files,
      String name,
      RegFile content,
      List<String> wrong,
      boolean isKnown,
      String aim) {
    if (!wrong.isEmpty()) {
      String reason =
          isKnown
              ? "Makes sure that %s; the exports show %s."
              : "Makes sure that %s; the exports do not tell (%s).";
      files.add(new RemedyFile(name, content, reason.formatted(aim, String.join("; ", wrong))));
    }
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
