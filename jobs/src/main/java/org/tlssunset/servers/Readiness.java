package org.tlssunset.servers;

import java.util.EnumSet;
import java.util.Set;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.TlsVersion;

/**
 * Whether a server can do without the versions before TLS 1.2, by its registry: TLS 1.2 is enabled
 * in so many words on both sides, and the .NET that Exchange stands on takes its protocols from
 * Schannel, for 64-bit and 32-bit programs (guidance, part 2). No registry tells whether Windows
 * Server 2008 SP2 has the update without which all this does nothing: that is a finding.
 */
public enum Readiness implements Labelled {
  READY("ready"),
  NOT_READY("not-ready"),
  /** The exports do not tell all that it depends on, or Exchange's version is not known. */
  UNKNOWN("unknown");

  private final String label;

  Readiness(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** That of a server. */
  public static Readiness of(ServerSettings server) {
    Set<Readiness> parts = EnumSet.noneOf(Readiness.class);
    for (Side side : Side.values()) {
      ProtocolState state = server.protocol(TlsVersion.TLS1_2, side);
      parts.add(
          switch (state.setting()) {
            case ENABLED -> READY;
            case UNKNOWN -> state.isTold() ? NOT_READY : UNKNOWN;
            default -> NOT_READY;
          });
    }
    parts.add(ofDotNets(server));
    return worst(parts);
  }

  /** Where Exchange's version is not known, what is wrong with one .NET may not matter. */
  private static Readiness ofDotNets(ServerSettings server) {
    Set<Readiness> all = EnumSet.noneOf(Readiness.class);
    for (DotNet dotNet : server.neededDotNets()) {
      Set<Readiness> parts = EnumSet.noneOf(Readiness.class);
      for (Hive hive : Hive.values()) {
        parts.add(
            switch (Flag.of(server.systemDefault(dotNet, hive))) {
              case ON -> READY;
              case OFF, ABSENT -> NOT_READY;
              case UNKNOWN -> UNKNOWN;
            });
      }
      all.add(worst(parts));
    }
    return all.size() == 1 ? all.iterator().next() : UNKNOWN;
  }

  private static Readiness worst(Set<Readiness> parts) {
    return parts.contains(NOT_READY) ? NOT_READY : parts.contains(UNKNOWN) ? UNKNOWN : READY;
  }
}
