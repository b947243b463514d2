package org.tlssunset.servers;

import org.tlssunset.schema.TlsVersion;

/** Where Windows keeps the settings of Schannel, and what their values are called. */
final class SchannelKeys {

  private static final String MACHINE = "HKEY_LOCAL_MACHINE\\";

  static final String SCHANNEL =
      MACHINE + "SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL";

  static final String PROTOCOLS = SCHANNEL + "\\Protocols";

  /** The order of cipher suites by group policy, which counts before the local one. */
  static final String POLICY_ORDER =
      MACHINE + "SOFTWARE\\Policies\\Microsoft\\Cryptography\\Configuration\\SSL\\00010002";

  static final String LOCAL_ORDER =
      MACHINE
          + "SYSTEM\\CurrentControlSet\\Control\\Cryptography\\Configuration\\Local\\SSL\\00010002";

  static final String FUNCTIONS = "Functions";
  static final String ENABLED = "Enabled";
  static final String DISABLED_BY_DEFAULT = "DisabledByDefault";
  static final String SYSTEM_DEFAULT = "SystemDefaultTlsVersions";
  static final String STRONG_CRYPTO = "SchUseStrongCrypto";

  private SchannelKeys() {}

  static String protocol(TlsVersion version) {
    return PROTOCOLS + "\\" + version.label();
  }

  static String protocol(TlsVersion version, Side side) {
    return protocol(version) + "\\" + side.label();
  }
}
