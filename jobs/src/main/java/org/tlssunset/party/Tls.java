package org.tlssunset.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Schannel;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;

/**
 * What is known of a connection's TLS, in the words of the tables.
 *
 * @param outcome a label of {@link TlsOutcome}
 * @param version {@code TLS 1.2}; null unless negotiated
 * @param cipher {@code AES_256}; null if unknown
 */
public record Tls(String outcome, @Nullable String version, @Nullable String cipher) {

  /** Nothing is known. */
  public static final Tls NOT_LOGGED = new Tls(TlsOutcome.NOT_LOGGED.label(), null, null);

  private static final int CODE_DIGITS = 7;

  /**
   * The TLS that a proxy tells of.
   *
   * @param version a name in any spelling ({@code TLSv1.2}), or Schannel's code in hexadecimal
   * @param cipher its name, kept as it is if it is unknown
   * @return {@link #NOT_LOGGED} if the version cannot be understood
   */
  static Tls forwarded(@Nullable String version, @Nullable String cipher) {
    String name = version == null ? null : name(version.strip());
    if (name == null) {
      return NOT_LOGGED;
    }
    return new Tls(
        TlsOutcome.NEGOTIATED.label(),
        name,
        cipher == null ? null : Schannel.cipherOfText(cipher).orElse(cipher));
  }

  private static @Nullable String name(String version) {
    String digits = version.matches("0[xX].+") ? version.substring(2) : version;
    if (digits.matches("[0-9a-fA-F]{1," + CODE_DIGITS + "}")) {
      return TlsVersion.ofSchannelCode(Integer.parseInt(digits, 16))
          .map(TlsVersion::label)
          .orElse(null);
    }
    return TlsVersion.ofText(version).orElse(null);
  }
}
