package org.tlssunset.servers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.TlsVersion;

/**
 * The versions of Windows Server that Exchange runs on.
 *
 * <p>Which protocols each has, and which are on where the registry is silent: Microsoft, "Protocols
 * in TLS/SSL (Schannel SSP)". TLS 1.1 and 1.2 came to Windows Server 2008 SP2 by update KB4019276
 * alone.
 */
public enum WindowsVersion implements Labelled {
  WS2008_SP2("Windows Server 2008 SP2", 6002),
  WS2008_R2("Windows Server 2008 R2", 7601),
  WS2012("Windows Server 2012", 9200),
  WS2012_R2("Windows Server 2012 R2", 9600),
  WS2016("Windows Server 2016", 14393),
  WS2019("Windows Server 2019", 17763),
  WS2022("Windows Server 2022", 20348),
  WS2025("Windows Server 2025", 26100);

  private static final Pattern YEAR =
      Pattern.compile(
          "(?i)(?<!\\d)(2008|2012|2016|2019|2022|2025)(?!\\d)\\s*[-_]?\\s*(R2(?!\\w))?");

  private static final Pattern BUILD =
      Pattern.compile("(?<![\\d.])(?:6\\.[0-3]|10\\.0)\\D{1,12}?(\\d{4,5})(?!\\d)");

  /** A build alone. */
  private static final Pattern BARE_BUILD = Pattern.compile("\\s*(\\d{4,5})\\s*");

  private final String label;
  private final int build;

  WindowsVersion(String label, int build) {
    this.label = label;
    this.build = build;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * The version that a text names: {@code Windows Server 2012 R2}, {@code 2012R2}, {@code
   * 6.3.9600}, {@code 10.0 (17763)}.
   *
   * @return empty if it names none of these, or none at all
   */
  public static Optional<WindowsVersion> ofText(String text) {
    Matcher build = BUILD.matcher(text);
    Optional<WindowsVersion> found =
        build.find() ? ofBuild(Integer.parseInt(build.group(1))) : Optional.empty();
    Matcher year = YEAR.matcher(text);
    if (found.isEmpty() && year.find()) {
      String name = year.group(1) + (year.group(2) == null ? "" : " R2");
      String full = "Windows Server " + (name.equals("2008") ? "2008 SP2" : name);
      return Optional.ofNullable(Labelled.find(values(), full));
    }
    Matcher bare = BARE_BUILD.matcher(text);
    return found.isEmpty() && bare.matches() ? ofBuild(Integer.parseInt(bare.group(1))) : found;
  }

  private static Optional<WindowsVersion> ofBuild(int build) {
    for (WindowsVersion version : values()) {
      boolean isBeforeServicePack =
          (version == WS2008_R2 && build == 7600) || (version == WS2008_SP2 && build == 6003);
      if (version.build == build || isBeforeServicePack) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** What it does with a protocol that the registry says nothing of. */
  DefaultUse byDefault(TlsVersion version, Side side) {
    return switch (version) {
      case SSL2 -> ssl2(side);
      case SSL3 -> compareTo(WS2016) < 0 ? DefaultUse.ON : DefaultUse.OFF;
      case TLS1_0 -> this == WS2025 ? DefaultUse.OFF : DefaultUse.ON;
      case TLS1_1 -> this == WS2025 ? DefaultUse.OFF : sinceWindows2008();
      case TLS1_2 -> sinceWindows2008();
      case TLS1_3 -> compareTo(WS2022) < 0 ? DefaultUse.NONE : DefaultUse.ON;
      default -> DefaultUse.NONE;
    };
  }

  private DefaultUse ssl2(Side side) {
    if (compareTo(WS2016) >= 0) {
      return DefaultUse.NONE;
    }
    return side == Side.SERVER && compareTo(WS2012) < 0 ? DefaultUse.ON : DefaultUse.OFF;
  }

  private DefaultUse sinceWindows2008() {
    return switch (this) {
      case WS2008_SP2 -> DefaultUse.NONE;
      case WS2008_R2 -> DefaultUse.OFF;
      default -> DefaultUse.ON;
    };
  }

  /** Whether a protocol that it lacks comes with an update. */
  boolean getsByUpdate(TlsVersion version) {
    return this == WS2008_SP2 && (version == TlsVersion.TLS1_1 || version == TlsVersion.TLS1_2);
  }
}
