package org.tlssunset.plan;

import java.io.Serializable;
import java.time.Duration;
import org.tlssunset.schema.TlsVersion;

/**
 * What a policy asks of a party.
 *
 * @param minimumVersion versions before it are old
 * @param silence so many days without an old use make a party migrated
 * @param dormant after so many days a party is called dormant
 * @param minimumCoverage the share of its own traffic that must tell its TLS, from 0 to 1, before
 *     anything modern is believed
 */
public record Terms(String minimumVersion, int silence, int dormant, double minimumCoverage)
    implements Serializable {

  private static final long serialVersionUID = 1;

  private static final long DAY = Duration.ofDays(1).toSeconds() * 1_000_000;

  /** Whether a version is old. */
  boolean isOld(String version) {
    return TlsVersion.isOlder(version, minimumVersion);
  }

  /** The UTC day of a time in microseconds, since 1970. */
  static int day(long micros) {
    return (int) Math.floorDiv(micros, DAY);
  }
}
