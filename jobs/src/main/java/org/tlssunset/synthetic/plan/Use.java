package org.tlssunset.synthetic.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One time that a party called, or was called.
 *
 * @param day from 0
 * @param version that was negotiated, whether or not it is logged; null if none was
 */
record Use(Route route, int day, Seen seen, @Nullable Version version) {

  /** What the logs have of it. */
  enum Seen {
    /** The version. */
    ENCRYPTED,
    /** That mail was accepted in clear. */
    IN_CLEAR,
    /** That there was something, and not the version. */
    UNTOLD,
    /** Nothing. */
    UNSEEN,
    /** All of it, and nothing came of it: nobody signed in, no mail was accepted. */
    IN_VAIN
  }

  /** The proxy's own call, of which this is the client's; empty if it is no proxy's client. */
  Optional<Use> passedOn() {
    return Optional.ofNullable(route.next())
        .flatMap(
            next -> next.negotiated(day).map(passed -> new Use(next, day, Seen.ENCRYPTED, passed)));
  }

  boolean isSeen() {
    return seen != Seen.UNSEEN;
  }

  /** Whether anything came of it. */
  boolean isUsing() {
    return seen != Seen.IN_VAIN;
  }

  boolean isSeenOld() {
    return seen == Seen.ENCRYPTED && version != null && version.isOld();
  }

  boolean isSeenModern() {
    return seen == Seen.ENCRYPTED && version != null && !version.isOld();
  }

  /** Whether the end could do better when an old version was negotiated. */
  boolean isProof() {
    return isSeenOld() && route.end().speaks().isModern(day);
  }
}
