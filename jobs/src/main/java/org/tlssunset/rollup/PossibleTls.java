package org.tlssunset.rollup;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.TlsVersion;

/** What of a row's TLS can be: what cannot is no evidence, neither of a party nor of an end. */
final class PossibleTls {

  private static final Set<UTF8String> NAMES =
      Arrays.stream(TlsVersion.values())
          .map(version -> UTF8String.fromString(version.label()))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<UTF8String> LEGACY =
      Arrays.stream(TlsVersion.values())
          .filter(TlsVersion::isLegacy)
          .map(version -> UTF8String.fromString(version.label()))
          .collect(Collectors.toUnmodifiableSet());

  /** MACs that came with TLS 1.2 (RFC 5246), and what logs say of GCM. */
  private static final Set<UTF8String> MACS_OF_TLS12 =
      Set.of(
          UTF8String.fromString("SHA_256"),
          UTF8String.fromString("SHA_384"),
          UTF8String.fromString("SHA_512"));

  private static final UTF8String GCM = UTF8String.fromString("GCM");

  private PossibleTls() {}

  /** Whether a version has a name: a code that is not known may mean anything. */
  static boolean isNamed(UTF8String version) {
    return NAMES.contains(version) || TlsVersion.isName(version.toString());
  }

  /** Whether a version goes with the row's cipher suite, which is the server's end. */
  static boolean goesWithSuite(UTF8String version, InternalRow row) {
    return isNamed(version) && !(isLegacy(version) && hasSuiteOfTls12(row));
  }

  /** Whether it is older than TLS 1.2. */
  static boolean isLegacy(UTF8String version) {
    return LEGACY.contains(version);
  }

  /** No version before TLS 1.2 has them: what a log that says so means is unknown. */
  private static boolean hasSuiteOfTls12(InternalRow row) {
    UTF8String mac = Uses.text(row, UsageRow.MAC);
    UTF8String suite = Uses.text(row, UsageRow.CIPHER_SUITE);
    return (mac != null && MACS_OF_TLS12.contains(mac)) || (suite != null && suite.contains(GCM));
  }
}
