package org.tlssunset.synthetic.plan;

import java.util.Set;

/**
 * Which versions a side speaks: some until a day, others from it on.
 *
 * @param changesOn that day, from 0
 */
record Versions(Set<Version> first, int changesOn, Set<Version> later) {

  static final Versions ONLY_SSL_3_0 = always(Version.SSL_3_0);
  static final Versions TLS_1_0 = always(Version.TLS_1_0);
  static final Versions TO_TLS_1_1 = always(Version.TLS_1_0, Version.TLS_1_1);
  static final Versions TO_TLS_1_2 = always(Version.TLS_1_0, Version.TLS_1_1, Version.TLS_1_2);
  static final Versions ALL_TO_TLS_1_2 =
      always(Version.SSL_3_0, Version.TLS_1_0, Version.TLS_1_1, Version.TLS_1_2);
  static final Versions ALL = always(Version.values());

  static final Versions NONE = always();

  static Versions always(Version... versions) {
    Set<Version> all = Set.of(versions);
    return new Versions(all, 0, all);
  }

  /** These until a day, the other ones from it on. */
  Versions until(int day, Versions other) {
    return new Versions(first, day, other.later);
  }

  Set<Version> on(int day) {
    return day < changesOn ? first : later;
  }

  /** Whether one that stays is among them. */
  boolean isModern(int day) {
    return on(day).stream().anyMatch(version -> !version.isOld());
  }
}
