package org.tlssunset.synthetic.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.Tls;

/** A version of TLS, the oldest first. */
public enum Version {
  SSL_3_0(Tls.SSL3),
  TLS_1_0(Tls.TLS10, Tls.TLS10_3DES),
  TLS_1_1(Tls.TLS11),
  TLS_1_2(Tls.TLS12, Tls.TLS12_GCM),
  TLS_1_3(Tls.TLS13);

  private final List<Tls> handshakes;

  Version(Tls... handshakes) {
    this.handshakes = List.of(handshakes);
  }

  /** The version in the tables' words, {@code TLS 1.0}. */
  public String label() {
    return handshakes.get(0).version();
  }

  /** Whether it is one of those that are switched off. */
  public boolean isOld() {
    return compareTo(TLS_1_2) < 0;
  }

  /** A handshake with it, in any of the cipher suites that occur. */
  Tls handshake(Dice dice) {
    return dice.oneOf(handshakes);
  }

  /** The newest version that both sides have. */
  static Optional<Version> negotiated(Set<Version> one, Set<Version> other) {
    EnumSet<Version> common = EnumSet.noneOf(Version.class);
    common.addAll(one);
    common.retainAll(other);
    return common.stream().reduce((older, newer) -> newer);
  }

  /** What is left of versions when the old ones are switched off: TLS 1.2 is always there then. */
  static Set<Version> withoutOld(Set<Version> versions) {
    EnumSet<Version> left = EnumSet.of(TLS_1_2);
    versions.stream().filter(version -> !version.isOld()).forEach(left::add);
    return left;
  }
}
