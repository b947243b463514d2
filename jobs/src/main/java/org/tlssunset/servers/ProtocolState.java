package org.tlssunset.servers;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Lookup;

/**
 * The state of a protocol on one side of a server.
 *
 * @param setting what the registry makes of it
 * @param use whether connections can be of it
 * @param enabled the value Enabled
 * @param disabledByDefault the value DisabledByDefault
 */
public record ProtocolState(
    TlsVersion version,
    Side side,
    ProtocolSetting setting,
    Use use,
    Lookup enabled,
    Lookup disabledByDefault) {

  /**
   * The state that two values make.
   *
   * @param windows null if it is not known
   */
  static ProtocolState of(
      TlsVersion version,
      Side side,
      @Nullable WindowsVersion windows,
      Lookup enabled,
      Lookup disabledByDefault) {
    DefaultUse byDefault = windows == null ? null : windows.byDefault(version, side);
    boolean isNever =
        windows != null && byDefault == DefaultUse.NONE && !windows.getsByUpdate(version);
    Flag on = Flag.of(enabled);
    Flag notByDefault = Flag.of(disabledByDefault);
    ProtocolSetting setting =
        isNever ? ProtocolSetting.NEVER_THERE : setting(on, notByDefault, byDefault);
    return new ProtocolState(
        version, side, setting, use(setting, version, on, byDefault), enabled, disabledByDefault);
  }

  private static ProtocolSetting setting(
      Flag on, Flag notByDefault, @Nullable DefaultUse byDefault) {
    if (on == Flag.OFF) {
      return ProtocolSetting.DISABLED;
    }
    if (on == Flag.UNKNOWN || notByDefault == Flag.UNKNOWN) {
      return ProtocolSetting.UNKNOWN;
    }
    if (on == Flag.ON && notByDefault != Flag.ABSENT) {
      return notByDefault == Flag.OFF ? ProtocolSetting.ENABLED : ProtocolSetting.ON_REQUEST;
    }
    if (on == Flag.ON || notByDefault != Flag.ABSENT) {
      return ProtocolSetting.HALF;
    }
    if (byDefault == null) {
      return ProtocolSetting.UNKNOWN;
    }
    return switch (byDefault) {
      case ON -> ProtocolSetting.DEFAULT_ON;
      case OFF -> ProtocolSetting.DEFAULT_OFF;
      case NONE -> ProtocolSetting.NEVER_THERE;
    };
  }

  private static Use use(
      ProtocolSetting setting, TlsVersion version, Flag on, @Nullable DefaultUse byDefault) {
    return switch (setting) {
      case ENABLED, DEFAULT_ON -> Use.ON;
      case ON_REQUEST -> Use.ON_REQUEST;
      case DISABLED, DEFAULT_OFF, NEVER_THERE -> Use.OFF;
      case UNKNOWN -> Use.UNKNOWN;
      case HALF -> half(version, on, byDefault);
    };
  }

  /**
   * What one value alone makes: the other is as Windows has it. Where a protocol is off in Windows
   * because nobody asks for it (TLS 1.1 and 1.2), Enabled alone serves those who ask.
   */
  private static Use half(TlsVersion version, Flag on, @Nullable DefaultUse byDefault) {
    if (byDefault == null) {
      return Use.UNKNOWN;
    }
    if (on == Flag.ON) {
      return byDefault == DefaultUse.ON ? Use.ON : Use.ON_REQUEST;
    }
    boolean isOfferedOnRequest = version == TlsVersion.TLS1_1 || version == TlsVersion.TLS1_2;
    return byDefault == DefaultUse.ON || isOfferedOnRequest ? Use.ON : Use.UNKNOWN;
  }

  /** Whether connections can be of it, if only some. */
  boolean isUsable() {
    return use == Use.ON || use == Use.ON_REQUEST;
  }

  /** Whether both values are told, be they absent. */
  boolean isTold() {
    return enabled.isKnown() && (disabledByDefault.isKnown() || Flag.of(enabled) == Flag.OFF);
  }

  /** {@code TLS 1.2 Server}. */
  public String subject() {
    return version.label() + " " + side.label();
  }

  /** Both values, as people read them. */
  public String shown() {
    return "%s=%s, %s=%s"
        .formatted(
            SchannelKeys.ENABLED,
            enabled.shown(),
            SchannelKeys.DISABLED_BY_DEFAULT,
            disabledByDefault.shown());
  }

  /** Where both values are. */
  public String path() {
    return SchannelKeys.protocol(version, side);
  }
}
