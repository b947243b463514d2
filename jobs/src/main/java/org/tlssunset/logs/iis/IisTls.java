package org.tlssunset.logs.iis;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Schannel;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.schema.TlsVersion;

/**
 * What the crypt fields of an IIS log say of a request's TLS: algorithms, and nothing of the MAC's
 * or the key exchange's strength. All but the outcome are null where the log does not tell; texts
 * are Schannel's words, {@code 0x…} for a code without one.
 */
record IisTls(
    TlsOutcome outcome,
    @Nullable String version,
    @Nullable String cipher,
    @Nullable Integer cipherBits,
    @Nullable String mac,
    @Nullable String keyExchange) {

  private static final IisTls NOT_LOGGED = without(TlsOutcome.NOT_LOGGED);
  private static final IisTls CLEARTEXT = without(TlsOutcome.CLEARTEXT);

  /**
   * Reads the fields, each null if the log does not have it.
   *
   * @param onHttpPort whether requests to this port come without TLS by configuration: then {@code
   *     -} means that there was none
   * @return null if the protocol is none that anybody could read. What nobody can read in another
   *     field stays as it was logged: the version alone decides who breaks
   */
  static @Nullable IisTls of(
      @Nullable String protocol,
      @Nullable String cipher,
      @Nullable String hash,
      @Nullable String keyExchange,
      boolean onHttpPort) {
    if (protocol == null) {
      return NOT_LOGGED;
    }
    CryptField version = CryptField.of(protocol, Schannel::version, TlsVersion::ofText);
    CryptField bulk =
        CryptField.of(
            cipher, Schannel::cipher, text -> orAsLogged(Schannel.cipherOfText(text), text));
    CryptField mac =
        CryptField.of(hash, Schannel::hash, text -> orAsLogged(Schannel.hashOfText(text), text));
    CryptField exchange =
        CryptField.of(
            keyExchange,
            Schannel::keyExchange,
            text -> orAsLogged(Schannel.keyExchangeOfText(text), text));
    if (version.isEmpty()) {
      boolean isNothing = bulk.isEmpty() && mac.isEmpty() && exchange.isEmpty();
      return isNothing && onHttpPort ? CLEARTEXT : NOT_LOGGED;
    }
    return version.name() == null
        ? null
        : new IisTls(
            TlsOutcome.NEGOTIATED,
            version.name(),
            bulk.name(),
            bulk.name() == null ? null : Schannel.cipherBits(bulk.name()),
            mac.name(),
            exchange.name());
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
        && Objects.equals(keyExchange, tls.keyExchange);
  }

  private static Optional<String> orAsLogged(Optional<String> name, String text) {
    return Optional.of(name.orElse(text));
  }

  private static IisTls without(TlsOutcome outcome) {
    return new IisTls(outcome, null, null, null, null, null);
  }
}
