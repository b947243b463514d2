package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Known;
import org.tlssunset.servers.registry.Lookup;
import org.tlssunset.servers.registry.RegFile;
import org.tlssunset.servers.registry.RegistryValue;

/**
 * The {@code .reg} files that switch old versions off on one server, each with one that restores
 * what the exports showed.
 *
 * @param files pairs: {@code TLS10-Disable.reg}, {@code TLS10-Undo.reg}; none for a version that is
 *     off already, or that this Windows does not have
 * @param refused sentences: why there are no files, for all versions or for one
 */
public record Retirement(List<RemedyFile> files, List<String> refused) {

  private static final RegistryValue ZERO = RegistryValue.dword(0);
  private static final RegistryValue ONE = RegistryValue.dword(1);

  /**
   * The files for some versions. There are none while the server is not ready for TLS 1.2, or its
   * Exchange is known to be too old to do without them; and none for a version of which the exports
   * do not tell what an undo would have to restore.
   *
   * @param versions older than TLS 1.2
   * @throws IllegalArgumentException if a version is not
   */
  public static Retirement of(ServerSettings server, Collection<TlsVersion> versions) {
    versions.forEach(Retirement::checkOld);
    Readiness readiness = Readiness.of(server);
    if (readiness != Readiness.READY) {
      return refused(
          "%s is %s for TLS 1.2: no old version is switched off before it is."
              .formatted(
                  server.server(),
                  readiness == Readiness.NOT_READY ? "not ready" : "not known to be ready"));
    }
    Optional<ExchangeBuild> needed = ExchangeUpdates.neededToRetire(server.exchange());
    if (needed.isPresent()) {
      return refused(
          "%s needs %s at least before old versions are switched off."
              .formatted(server.server(), needed.get().label()));
    }
    List<RemedyFile> files = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (TlsVersion version : ServerSettings.VERSIONS) {
      if (versions.contains(version) && !isDone(server, version)) {
        if (isTold(server, version)) {
          files.add(disable(server, version));
          files.add(undo(server, version));
        } else {
          refused.add(
              "%s of %s is not in the exports: without it nobody could undo the change. Export %s with all below it."
                  .formatted(version.label(), server.server(), SchannelKeys.PROTOCOLS));
        }
      }
    }
    return new Retirement(List.copyOf(files), List.copyOf(refused));
  }

  private static Retirement refused(String reason) {
    return new Retirement(List.of(), List.of(reason));
  }

  private static void checkOld(TlsVersion version) {
    if (!version.isLegacy() || !ServerSettings.VERSIONS.contains(version)) {
      throw new IllegalArgumentException(
          "%s is none of the old versions that can be switched off: give SSL 2.0, SSL 3.0, TLS 1.0 or TLS 1.1"
              .formatted(version.label()));
    }
  }

  /** Whether both sides are as the file would make them, or the version is not there at all. */
  private static boolean isDone(ServerSettings server, TlsVersion version) {
    for (Side side : Side.values()) {
      ProtocolState state = server.protocol(version, side);
      boolean isOff =
          Flag.of(state.enabled()) == Flag.OFF && Flag.of(state.disabledByDefault()) == Flag.ON;
      if (!isOff && state.setting() != ProtocolSetting.NEVER_THERE) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTold(ServerSettings server, TlsVersion version) {
    for (Side side : Side.values()) {
      ProtocolState state = server.protocol(version, side);
      if (!state.enabled().isKnown() || !state.disabledByDefault().isKnown()) {
        return false;
      }
    }
    return true;
  }

  private static RemedyFile disable(ServerSettings server, TlsVersion version) {
    RegFile file = new RegFile().key(SchannelKeys.protocol(version));
    for (Side side : Side.values()) {
      file.key(SchannelKeys.protocol(version, side))
          .value(SchannelKeys.DISABLED_BY_DEFAULT, ONE)
          .value(SchannelKeys.ENABLED, ZERO);
    }
    WindowsVersion windows = server.windows();
    boolean isByUpdate = windows != null && windows.getsByUpdate(TlsVersion.TLS1_2);
    return new RemedyFile(
        name(version) + "-Disable.reg",
        file,
        "Switches %s off, for connections that are made and that are taken: only when the command plan says that nobody stops.%s"
            .formatted(
                version.label(),
                isByUpdate ? " First see that KB4019276 is installed: TLS 1.2 needs it." : ""));
  }

  /**
   * Keys that the exports show to be absent go again; of others only the two values are touched.
   */
  private static RemedyFile undo(ServerSettings server, TlsVersion version) {
    RegFile file = new RegFile();
    if (server.key(SchannelKeys.protocol(version)) == Known.ABSENT) {
      file.noKey(SchannelKeys.protocol(version));
    } else {
      for (Side side : Side.values()) {
        undo(server.protocol(version, side), server, file);
      }
    }
    return new RemedyFile(
        name(version) + "-Undo.reg",
        file,
        "Restores %s as the exports showed it, should somebody still need it."
            .formatted(version.label()));
  }

  private static void undo(ProtocolState state, ServerSettings server, RegFile file) {
    if (server.key(state.path()) == Known.ABSENT) {
      file.noKey(state.path());
      return;
    }
    file.key(state.path());
    restore(SchannelKeys.DISABLED_BY_DEFAULT, state.disabledByDefault(), file);
    restore(SchannelKeys.ENABLED, state.enabled(), file);
  }

  private static void restore(String name, Lookup shown, RegFile file) {
    RegistryValue value = shown.value();
    if (value == null) {
      file.noValue(name);
    } else {
      file.value(name, value);
    }
  }

  /** {@code TLS10} of TLS 1.0. */
  private static String name(TlsVersion version) {
    return version.label().replaceAll("[ .]", "");
  }
}
