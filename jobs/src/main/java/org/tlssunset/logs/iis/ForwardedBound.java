package org.tlssunset.logs.iis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the rows that one peer makes in an hour by what it forwards, for whoever forges that can
 * forge something else in each request. A text is kept only with a row of its own, so memory grows
 * with the rows.
 */
final class ForwardedBound {

  /** So many different lists of addresses of one peer count each for itself. */
  static final int MOST_LISTS = 1_000;

  /** So many different pairs of TLS version and cipher; far more than anybody offers. */
  static final int MOST_TLS = 100;

  /** What stands for all further lists: no list looks like that. */
  static final String TOO_MANY = "too-many";

  private final Map<@Nullable String, Seen> byPeer = new HashMap<>();

  /** What one peer has forwarded. */
  private static final class Seen {

    private final Set<String> lists = new HashSet<>();

    /** Claims without their addresses. */
    private final Set<IisForwarded> tls = new HashSet<>();

    IisForwarded bounded(IisForwarded forwarded) {
      String list = forwarded.addresses();
      String kept = list == null || isKept(lists, list, MOST_LISTS) ? list : TOO_MANY;
      boolean hasTls = forwarded.tlsVersion() != null || forwarded.tlsCipher() != null;
      if (hasTls && !isKept(tls, forwarded.withoutAddresses(), MOST_TLS)) {
        return new IisForwarded(kept, null, null);
      }
      return Objects.equals(kept, list)
          ? forwarded
          : new IisForwarded(kept, forwarded.tlsVersion(), forwarded.tlsCipher());
    }

    private static <T> boolean isKept(Set<T> seen, T one, int most) {
      return seen.contains(one) || (seen.size() < most && seen.add(one));
    }
  }

  /**
   * A claim as it counts.
   *
   * @param peer who claims it, null for all that the log does not tell apart
   * @return the same; with {@value #TOO_MANY} for its addresses, or without its TLS, where the peer
   *     has claimed too many others before
   */
  IisForwarded of(@Nullable String peer, IisForwarded forwarded) {
    return forwarded.equals(IisForwarded.NOTHING)
        ? forwarded
        : byPeer.computeIfAbsent(peer, any -> new Seen()).bounded(forwarded);
  }
}
