package org.tlssunset.servers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Lookup;

/** What is wrong with the protocols of one server. */
final class ProtocolRules {

  /** Exchange 2019's first update that supports TLS 1.3. */
  private static final int FIRST_WITH_TLS13 = 15;

  private final ServerSettings server;
  private final List<Finding> found = new ArrayList<>();

  private ProtocolRules(ServerSettings server) {
    this.server = server;
  }

  static List<Finding> check(ServerSettings server) {
    ProtocolRules rules = new ProtocolRules(server);
    for (TlsVersion version : ServerSettings.VERSIONS) {
      List<ProtocolState> untold = new ArrayList<>();
      for (Side side : Side.values()) {
        ProtocolState state = server.protocol(version, side);
        rules.wrongType(state, SchannelKeys.ENABLED, state.enabled());
        rules.wrongType(state, SchannelKeys.DISABLED_BY_DEFAULT, state.disabledByDefault());
        if (!state.isTold() && state.setting() == ProtocolSetting.UNKNOWN) {
          untold.add(state);
        } else {
          rules.check(state);
        }
      }
      rules.untold(version, untold);
      rules.compare(version);
    }
    return rules.found;
  }

  private void check(ProtocolState state) {
    switch (state.version()) {
      case TLS1_2 -> tls12(state);
      case TLS1_3 -> tls13(state);
      default -> old(state);
    }
  }

  /** One finding where neither side is told. */
  private void untold(TlsVersion version, List<ProtocolState> states) {
    if (states.size() == Side.values().length) {
      String path = SchannelKeys.protocol(version);
      found.add(FindingCode.NOT_TOLD.of(server.server(), version.label(), path));
    } else {
      for (ProtocolState state : states) {
        found.add(FindingCode.NOT_TOLD.of(server.server(), state.subject(), state.path()));
      }
    }
  }

  private void tls12(ProtocolState state) {
    FindingCode code =
        switch (state.setting()) {
          case DISABLED -> FindingCode.TLS12_DISABLED;
          case ON_REQUEST -> FindingCode.TLS12_ON_REQUEST;
          case HALF -> FindingCode.TLS12_HALF;
          case DEFAULT_ON, UNKNOWN -> FindingCode.TLS12_NOT_SET;
          case DEFAULT_OFF -> FindingCode.TLS12_DEFAULT_OFF;
          case NEVER_THERE -> FindingCode.TLS12_MISSING;
          case ENABLED -> needsUpdate(state) ? FindingCode.TLS12_NEEDS_UPDATE : null;
        };
    if (code != null) {
      add(code, state);
    }
  }

  private boolean needsUpdate(ProtocolState state) {
    WindowsVersion windows = server.windows();
    return windows != null && windows.getsByUpdate(state.version());
  }

  private void tls13(ProtocolState state) {
    WindowsVersion windows = server.windows();
    ExchangeBuild exchange = server.exchange();
    Boolean isSupported = supportsTls13(windows, exchange);
    boolean isOn =
        state.isUsable()
            || (state.setting() == ProtocolSetting.NEVER_THERE
                && Flag.of(state.enabled()) == Flag.ON);
    if (isSupported == null) {
      return;
    }
    if (isOn && !isSupported) {
      add(
          FindingCode.TLS13_UNSUPPORTED,
          state,
          exchange == null ? "Exchange" : exchange.label(),
          windows == null ? "this Windows" : windows.label());
    } else if (isSupported && state.use() == Use.OFF) {
      add(FindingCode.TLS13_OFF, state);
    }
  }

  /** Whether both support it; null if that is not known. */
  private static @Nullable Boolean supportsTls13(
      @Nullable WindowsVersion windows, @Nullable ExchangeBuild exchange) {
    boolean isOldWindows = windows != null && windows.compareTo(WindowsVersion.WS2022) < 0;
    boolean isOldExchange =
        exchange != null
            && (exchange.version().compareTo(ExchangeVersion.EXCHANGE_2019) < 0
                || (exchange.version() == ExchangeVersion.EXCHANGE_2019
                    && exchange.isBefore(FIRST_WITH_TLS13)));
    if (isOldWindows || isOldExchange) {
      return false;
    }
    boolean isKnown =
        windows != null
            && exchange != null
            && (exchange.version() == ExchangeVersion.EXCHANGE_SE || exchange.update() != null);
    return isKnown ? Boolean.TRUE : null;
  }

  private void old(ProtocolState state) {
    boolean isSsl = state.version() == TlsVersion.SSL2 || state.version() == TlsVersion.SSL3;
    if (state.isUsable() && isSsl) {
      add(FindingCode.SSL_ON, state);
    } else if (state.isUsable()) {
      add(FindingCode.OLD_TLS_ON, state, readiness());
    }
    if (state.setting() == ProtocolSetting.HALF) {
      add(FindingCode.OLD_HALF, state);
    } else if (state.setting() == ProtocolSetting.DISABLED
        && (Flag.of(state.disabledByDefault()) == Flag.OFF
            || Flag.of(state.disabledByDefault()) == Flag.ABSENT)) {
      add(FindingCode.OLD_HALF_DISABLED, state);
    }
  }

  private String readiness() {
    return switch (Readiness.of(server)) {
      case READY -> "ready for TLS 1.2";
      case NOT_READY -> "not ready for TLS 1.2";
      case UNKNOWN -> "perhaps not ready for TLS 1.2";
    };
  }

  /** Sides of which both are told, and set to something else. */
  private void compare(TlsVersion version) {
    ProtocolState client = server.protocol(version, Side.CLIENT);
    ProtocolState its = server.protocol(version, Side.SERVER);
    boolean isComparable =
        client.use() != Use.UNKNOWN && its.use() != Use.UNKNOWN && client.isTold() && its.isTold();
    boolean isDefault =
        client.setting() == ProtocolSetting.DEFAULT_ON
            || client.setting() == ProtocolSetting.DEFAULT_OFF;
    boolean areBothDefault = isDefault && (client.enabled().isAbsent() && its.enabled().isAbsent());
    if (isComparable && client.use() != its.use() && !areBothDefault) {
      found.add(
          FindingCode.SIDES_DIFFER.of(
              server.server(),
              version.label(),
              SchannelKeys.protocol(version),
              "Client %s, Server %s".formatted(client.shown(), its.shown())));
    }
  }

  private void wrongType(ProtocolState state, String name, Lookup lookup) {
    if (Flag.isOfWrongType(lookup)) {
      found.add(
          FindingCode.WRONG_TYPE.of(
              server.server(), state.subject(), state.path(), name, lookup.shown()));
    }
  }

  private void add(FindingCode code, ProtocolState state, Object... more) {
    Object[] details = new Object[2 + more.length];
    details[0] = state.path();
    details[1] = state.shown();
    System.arraycopy(more, 0, details, 2, more.length);
    found.add(code.of(server.server(), state.subject(), details));
  }
}
