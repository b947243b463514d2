package org.tlssunset.logs;

import java.io.Serializable;
import java.util.List;

/**
 * What an administrator may have named otherwise than by convention. Names are compared without
 * regard to case, and those of fields without regard to {@code -} and {@code _}.
 *
 * @param cryptProtocolFields names of the IIS field with the server variable CRYPT_PROTOCOL
 * @param cryptCipherFields the same for CRYPT_CIPHER_ALG_ID
 * @param cryptHashFields the same for CRYPT_HASH_ALG_ID
 * @param cryptKeyExchangeFields the same for CRYPT_KEYEXCHANGE_ALG_ID
 * @param forwarding names of the IIS fields that proxies fill
 * @param httpPorts server ports on which requests come without TLS
 * @param probeUserAgents words in the user agents of health checks; behind {@code ^} such as stand
 *     at their beginning, before {@code $} such as stand at their end
 * @param probeUsers beginnings of the user names of health checks, without a domain before them
 * @param probePaths paths that only health checks ask for
 */
public record LogSettings(
    List<String> cryptProtocolFields,
    List<String> cryptCipherFields,
    List<String> cryptHashFields,
    List<String> cryptKeyExchangeFields,
    ForwardingFields forwarding,
    List<Integer> httpPorts,
    List<String> probeUserAgents,
    List<String> probeUsers,
    List<String> probePaths)
    implements Serializable {

  /** The names that Microsoft's guidance and common practice use. */
  public static final LogSettings DEFAULTS =
      new LogSettings(
          List.of("crypt-protocol", "CRYPT_PROTOCOL"),
          List.of("crypt-cipher", "CRYPT_CIPHER_ALG_ID"),
          List.of("crypt-hash", "CRYPT_HASH_ALG_ID"),
          List.of("crypt-keyexchange", "CRYPT_KEYEXCHANGE_ALG_ID"),
          new ForwardingFields(
              List.of(
                  "X-Forwarded-For",
                  "X_Forwarded_For",
                  "cs(X-Forwarded-For)",
                  "OriginalIP",
                  "X-Real-IP"),
              List.of(),
              List.of()),
          List.of(80),
          ProbeAgents.MARKS,
          List.of("HealthMailbox", "extest_"),
          List.of("/healthcheck.htm"));
}
