package org.tlssunset.plan;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.TlsOutcome;

/** What a program's uses come to, once it is said which of them are old. */
final class Findings {

  /** Old where the other end had shown something better. */
  final Stretch proven = new Stretch();

  /** Old where it had not. */
  final Stretch unproven = new Stretch();

  /** Negotiated, and not old. */
  final Stretch modern = new Stretch();

  /** Of these, those that are asked for. */
  final Stretch modernThere = new Stretch();

  final Stretch clear = new Stretch();
  final Stretch failed = new Stretch();

  /** Nobody can tell. */
  final Stretch untold = new Stretch();

  /** All, whatever it was. */
  final Stretch all = new Stretch();

  /** What the end of the last proven old use had shown; null if there is none. */
  Capabilities.@Nullable Shown shown;

  /** Uses of one kind. */
  static final class Stretch {

    private long first = Long.MAX_VALUE;
    private long requests;
    private long lately;
    private @Nullable EndUse last;

    void add(EndUse use) {
      first = Math.min(first, use.seen().first());
      requests = Math.addExact(requests, use.seen().requests());
      lately = Math.addExact(lately, use.seen().requestsLately());
      if (last == null || use.seen().last() >= last.seen().last()) {
        last = use;
      }
    }

    boolean isThere() {
      return last != null;
    }

    /** When it was first, in microseconds since 1970. */
    long start() {
      return first;
    }

    /** How many requests of the window. */
    long lately() {
      return lately;
    }

    /** When it was last, in microseconds since 1970; long ago if never. */
    long end() {
      return last == null ? Long.MIN_VALUE : last.seen().last();
    }

    /** The day of the first, since 1970. */
    int firstDay() {
      return Terms.day(first);
    }

    int lastDay() {
      return Terms.day(end());
    }

    /** The last use; asked for only where there is one. */
    EndUse use() {
      if (last == null) {
        throw new IllegalStateException("there is no use");
      }
      return last;
    }

    private long volume(boolean isLately) {
      return isLately ? lately : requests;
    }
  }

  /**
   * What some of a program's uses come to.
   *
   * @param isRegarded the uses that matter; a modern one always does
   * @param isOld of a use that negotiated a version; null if it cannot be told
   */
  static Findings of(
      String direction,
      ProgramEvidence program,
      Capabilities capabilities,
      Predicate<EndUse> isRegarded,
      Function<EndUse, @Nullable Boolean> isOld) {
    Findings found = new Findings();
    List<EndUse> uses = program.uses();
    for (EndUse use : uses) {
      boolean isNegotiated = use.tls().version() != null && use.tls().isPossible();
      Boolean old = isNegotiated ? isOld.apply(use) : null;
      boolean isModern = Boolean.FALSE.equals(old);
      boolean isThere = isRegarded.test(use);
      if (!isModern && !isThere) {
        continue;
      }
      found.all.add(use);
      if (isModern) {
        found.modern.add(use);
        if (isThere) {
          found.modernThere.add(use);
        }
      } else if (old != null) {
        Capabilities.Shown better = capabilities.better(use, direction, program.protocol());
        if (better == null) {
          found.unproven.add(use);
        } else {
          found.proven.add(use);
          found.shown = found.proven.use() == use ? better : found.shown;
        }
      } else {
        found.other(use);
      }
    }
    return found;
  }

  private void other(EndUse use) {
    String outcome = use.tls().outcome();
    if (outcome.equals(TlsOutcome.CLEARTEXT.label())) {
      clear.add(use);
    } else if (outcome.equals(TlsOutcome.FAILED.label())) {
      failed.add(use);
    } else if (!outcome.equals(TlsOutcome.NONE.label())) {
      untold.add(use);
    }
  }

  /** The last old use, proven or not; asked for only where there is one. */
  EndUse lastOld() {
    return proven.end() >= unproven.end() ? proven.use() : unproven.use();
  }

  /** Whether it is old, in part at least. */
  boolean isOld() {
    return proven.isThere() || unproven.isThere();
  }

  /** Whether there is anything beside old uses that came as far as TLS, or mail in clear. */
  boolean isAnythingElse() {
    return modern.isThere() || clear.isThere() || failed.isThere() || untold.isThere();
  }

  /** When the first old use was, in microseconds since 1970. */
  long firstOld() {
    return Math.min(proven.first, unproven.first);
  }

  /** The day of the first old use, since 1970. */
  int firstOldDay() {
    return Terms.day(firstOld());
  }

  /**
   * How much of the traffic that is asked for and not old tells its TLS, from 0 to 1: of the
   * window's, or if there was none then, of all. So an old use more never makes a party's TLS
   * better known.
   */
  double coverage() {
    boolean isLately = modernThere.lately + clear.lately + untold.lately > 0;
    long told = modernThere.volume(isLately) + clear.volume(isLately);
    long known = told + untold.volume(isLately);
    if (known == 0) { // what it did elsewhere is all that is told
      return modern.isThere() ? 1 : 0;
    }
    return (double) told / known;
  }
}
