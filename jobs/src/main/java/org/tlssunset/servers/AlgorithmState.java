package org.tlssunset.servers;

import java.util.List;
import org.tlssunset.servers.registry.Lookup;

/**
 * An algorithm that Schannel's settings name.
 *
 * @param kind the key that names it: Ciphers, Hashes or KeyExchangeAlgorithms
 * @param name as the registry has it: {@code AES 128/128}
 */
public record AlgorithmState(String kind, String name, Lookup enabled) {

  /** The keys that hold algorithms. */
  static final List<String> KINDS = List.of("Ciphers", "Hashes", "KeyExchangeAlgorithms");

  /** What TLS 1.2's suites of today are made of. */
  private static final List<String> NEEDED =
      List.of("AES 128/128", "AES 256/256", "SHA256", "SHA384", "ECDH", "PKCS");

  private static final List<String> WEAK =
      List.of("RC4 ", "RC2 ", "DES ", "TRIPLE DES", "NULL", "MD5");

  boolean isNeeded() {
    return NEEDED.stream().anyMatch(name::equalsIgnoreCase);
  }

  boolean isWeak() {
    return WEAK.stream().anyMatch(weak -> name.regionMatches(true, 0, weak, 0, weak.length()));
  }

  /** Where its value is. */
  String path() {
    return SchannelKeys.SCHANNEL + "\\" + kind + "\\" + name;
  }
}
