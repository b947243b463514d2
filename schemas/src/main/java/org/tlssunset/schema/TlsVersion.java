package org.tlssunset.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The protocol versions that Schannel knows, oldest first, with their codes.
 *
 * <p>Codes: schannel.h, {@code SP_PROT_*_SERVER} and {@code SP_PROT_*_CLIENT}. A version that is
 * not here is kept in the tables as the log writes it and never dropped.
 */
public enum TlsVersion implements Word {
  PCT1("PCT 1.0", 0x1, 0x2, true, "Microsoft's own, 1995"),
  SSL2("SSL 2.0", 0x4, 0x8, true, "1995; forbidden by RFC 6176"),
  SSL3("SSL 3.0", 0x10, 0x20, true, "1996; forbidden by RFC 7568"),
  TLS1_0("TLS 1.0", 0x40, 0x80, true, "RFC 2246, 1999; deprecated by RFC 8996"),
  TLS1_1("TLS 1.1", 0x100, 0x200, true, "RFC 4346, 2006; deprecated by RFC 8996"),
  TLS1_2("TLS 1.2", 0x400, 0x800, false, "RFC 5246, 2008"),
  TLS1_3("TLS 1.3", 0x1000, 0x2000, false, "RFC 8446, 2018"),
  DTLS1_0(
      "DTLS 1.0",
      0x10000,
      0x20000,
      true,
      "TLS 1.1 over datagrams, RFC 4347, 2006; deprecated by RFC 8996"),
  DTLS1_2("DTLS 1.2", 0x40000, 0x80000, false, "TLS 1.2 over datagrams, RFC 6347, 2012");

  /** A family, then one or two digits: {@code TLSv1.0}, {@code SSL3}, {@code "TLS+1_2"}. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)(\"?)(?:SP[-_]PROT[-_])?(PCT|SSL|D?TLS)[ +_/-]?(?:V|VERSION)?(?:[ +_-]|%20)?(\\d)"
              + "(?:[._,-]?(\\d))?(?:[-_](?:SERVER|CLIENT))?\\1");

  private static final Pattern NAME = Pattern.compile("(PCT|SSL|D?TLS) \\d+\\.\\d+");

  private static final Pattern RANKED = Pattern.compile("(PCT|SSL|D?TLS) (\\d{1,2})\\.(\\d{1,2})");

  private static final Map<String, Integer> AGES =
      Stream.of(values()).collect(Collectors.toMap(TlsVersion::label, TlsVersion::ordinal));

  private final String label;
  private final int serverCode;
  private final int clientCode;
  private final boolean legacy;
  private final String meaning;

  TlsVersion(String label, int serverCode, int clientCode, boolean legacy, String meaning) {
    this.label = label;
    this.serverCode = serverCode;
    this.clientCode = clientCode;
    this.legacy = legacy;
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** Whether it is older than TLS 1.2 (or, for datagrams, than DTLS 1.2). */
  public boolean isLegacy() {
    return legacy;
  }

  /**
   * The older of two versions, by their names; one that is not known here counts as newer than all
   * that are. Of two alike in age, the first.
   */
  public static String older(String one, String other) {
    return age(other) < age(one) ? other : one;
  }

  /** Whether a version is older than another, by their names; see {@link #older}. */
  public static boolean isOlder(String one, String than) {
    return age(one) < age(than);
  }

  /**
   * How new a version is, as a number that versions can be compared by: ten times that of PCT and
   * SSL, a hundred more than the minor number of TLS 1; DTLS 1.0 as the TLS 1.1 that it is made
   * from (RFC 4347), later ones as the TLS of their number.
   *
   * @return null if the text is no version's name
   */
  public static @Nullable Integer rank(String label) {
    Matcher name = RANKED.matcher(label);
    if (!name.matches()) {
      return null;
    }
    int major = Integer.parseInt(name.group(2));
    int minor = Integer.parseInt(name.group(3));
    return switch (name.group(1)) {
      case "PCT" -> 10 * major;
      case "SSL" -> 10 * major + minor;
      case "DTLS" -> 100 * major + Math.max(1, minor);
      default -> 100 * major + minor;
    };
  }

  /**
   * Whether a text is a version's name, be it of one yet to come: else nobody knows what it means,
   * and it is neither old nor modern.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** A name's place among the known ones. */
  private static int age(String label) {
    return AGES.getOrDefault(label, AGES.size());
  }

  /**
   * The version of a Schannel protocol code: the server's, the client's or both in one; empty if
   * unknown.
   */
  public static Optional<TlsVersion> ofSchannelCode(int code) {
    for (TlsVersion version : values()) {
      int both = version.serverCode | version.clientCode;
      if (code == version.serverCode || code == version.clientCode || code == both) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /**
   * The name of the version that a text spells: {@code TLSv1.0}, {@code TLS1.2}, {@code SSLv3},
   * {@code SP_PROT_TLS1_2_SERVER} …; any case. A version of TLS 1 that is yet to come has a name,
   * too.
   *
   * @return empty if it spells none
   */
  public static Optional<String> ofText(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String family = matcher.group(2).toUpperCase(Locale.ROOT);
    String minor = matcher.group(4) == null ? "0" : matcher.group(4);
    String name = "%s %s.%s".formatted(family, matcher.group(3), minor);
    boolean isOfTls1 = family.endsWith("TLS") && matcher.group(3).equals("1");
    boolean isKnown = Arrays.stream(values()).anyMatch(version -> version.label.equals(name));
    return isKnown || isOfTls1 ? Optional.of(name) : Optional.empty();
  }
}
