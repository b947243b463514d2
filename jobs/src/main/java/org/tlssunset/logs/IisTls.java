package org.tlssunset.logs;

import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Schannel;
import org.tlssunset.schema.TlsOutcome;

/**
 * What the crypt fields of an IIS log say of a request's TLS. All but the outcome are null where
 * the log does not tell; texts are Schannel's words, {@code 0x…} for a code without one.
 */
record IisTls(
    TlsOutcome outcome,
    @Nullable String version,
    @Nullable String cipher,
    @Nullable Integer cipherBits,
    @Nullable String mac,
    @Nullable Integer macBits,
    @Nullable String keyExchange) {

  private static final IisTls NOT_LOGGED = without(TlsOutcome.NOT_LOGGED);
  private static final IisTls CLEARTEXT = without(TlsOutcome.CLEARTEXT);

  /** The field says {@code -} or 0, or the log does not have it. */
  private static final long NONE = -1;

  /** The field holds what is no code. */
  private static final long UNREADABLE = -2;

  /**
   * Reads the fields, each null if the log does not have it.
   *
   * @param onHttpPort whether requests to this port come without TLS by configuration: then {@code
   *     -} means that there was none
   */
  static IisTls of(
      @Nullable String protocol,
      @Nullable String cipher,
      @Nullable String hash,
      @Nullable String keyExchange,
      boolean onHttpPort) {
    if (protocol == null) {
      return NOT_LOGGED;
    }
    long version = code(protocol, Schannel::version);
    long cipherCode = code(cipher, Schannel::cipher);
    long hashCode = code(hash, Schannel::hash);
    long keyExchangeCode = code(keyExchange, Schannel::keyExchange);
    if (version < 0) {
      boolean nothing = (version & cipherCode & hashCode & keyExchangeCode) == NONE;
      return nothing && onHttpPort ? CLEARTEXT : NOT_LOGGED;
    }
    return new IisTls(
        TlsOutcome.NEGOTIATED,
        Schannel.version((int) version),
        cipherCode < 0 ? null : Schannel.cipher((int) cipherCode),
        cipherCode < 0 ? null : Schannel.cipherBits((int) cipherCode),
        hashCode < 0 ? null : Schannel.hash((int) hashCode),
        hashCode < 0 ? null : Schannel.hashBits((int) hashCode),
        keyExchangeCode < 0 ? null : Schannel.keyExchange((int) keyExchangeCode));
  }

  /** Written out, as {@link #equals}, for the reason that {@link IisFacts#hashCode} tells. */
  @Override
  public int hashCode() {
    return Objects.hash(outcome, version, cipher, mac, keyExchange);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IisTls tls
        && outcome == tls.outcome
        && Objects.equals(version, tls.version)
        && Objects.equals(cipher, tls.cipher)
        && Objects.equals(cipherBits, tls.cipherBits)
        && Objects.equals(mac, tls.mac)
        && Objects.equals(macBits, tls.macBits)
        && Objects.equals(keyExchange, tls.keyExchange);
  }

  private static IisTls without(TlsOutcome outcome) {
    return new IisTls(outcome, null, null, null, null, null, null);
  }

  /**
   * A code out of its hexadecimal text. A log that went through a spreadsheet has {@code
   * 660.000000} for {@code 660e}, which looked like a number; that is taken back only where it
   * gives a code with a name.
   */
  private static long code(@Nullable String logged, IntFunction<String> names) {
    if (logged == null || logged.isEmpty() || logged.equals("-")) {
      return NONE;
    }
    int point = logged.indexOf('.');
    if (point < 0) {
      boolean prefixed = logged.startsWith("0x") || logged.startsWith("0X");
      long code = hexadecimal(prefixed ? logged.substring(2) : logged);
      return code == 0 ? NONE : code;
    }
    if (!isAll(logged, 0, point, '0', '9')
        || !isAll(logged, point + 1, logged.length(), '0', '0')) {
      return UNREADABLE;
    }
    long code = hexadecimal(logged.substring(0, point) + "e");
    return code >= 0 && !names.apply((int) code).startsWith("0x") ? code : UNREADABLE;
  }

  private static long hexadecimal(String digits) {
    if (digits.isEmpty() || digits.length() > 8) {
      return UNREADABLE;
    }
    long code = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return UNREADABLE;
      }
      code = code << 4 | digit;
    }
    return code;
  }

  private static boolean isAll(String text, int from, int to, char least, char most) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < least || text.charAt(i) > most) {
        return false;
      }
    }
    return from < to;
  }
}
