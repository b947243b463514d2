package org.tlssunset.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.EndUse.End;
import org.tlssunset.rollup.EndUse.Negotiated;
import org.tlssunset.rollup.EndUse.Proof;
import org.tlssunset.rollup.EndUse.Seen;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.TlsOutcome;

/** A use as it is made up: one request at noon of one day at EX01, until more is said of it. */
record MadeUse(EndUse use) {

  static final String SERVER = "EX01";

  private static final LocalDate EVE = LocalDate.parse("2025-12-31");
  private static final long NOON = 43_200_000_000L;
  private static final long DAY = 2 * NOON;

  /** Since 1970; 1 is the first of January. */
  static int day(int number) {
    return (int) EVE.toEpochDay() + number;
  }

  static LocalDate date(int number) {
    return EVE.plusDays(number);
  }

  /** A use that negotiated a version. */
  static MadeUse of(String version, int day) {
    return of(new Negotiated(TlsOutcome.NEGOTIATED.label(), version, true, null, true, null), day);
  }

  static MadeUse of(TlsOutcome outcome, int day) {
    return of(new Negotiated(outcome.label(), null, true, null, false, null), day);
  }

  private static MadeUse of(Negotiated tls, int day) {
    long noon = day(day) * DAY + NOON;
    return new MadeUse(
        new EndUse(
            new End(SERVER, null, null),
            tls,
            false,
            new Seen(noon, noon, 1, 1, null),
            new Proof("a.log", day, null)));
  }

  MadeUse at(@Nullable String server) {
    return end(new End(server, use.end().proxy(), use.end().connector()));
  }

  MadeUse behind(String proxy) {
    return end(new End(use.end().server(), proxy, use.end().connector()));
  }

  MadeUse over(String connector) {
    return end(new End(use.end().server(), use.end().proxy(), connector));
  }

  private MadeUse end(End end) {
    return new MadeUse(new EndUse(end, use.tls(), use.isSignedIn(), use.seen(), use.proof()));
  }

  /** With a suite that its version cannot have. */
  MadeUse impossible() {
    return tls(new Negotiated(use.tls().outcome(), use.tls().version(), false, null, true, null));
  }

  MadeUse weak(String algorithm) {
    return tls(
        new Negotiated(use.tls().outcome(), use.tls().version(), true, algorithm, true, null));
  }

  /** Its log does not tell the suite. */
  MadeUse ofUntoldSuite() {
    return tls(new Negotiated(use.tls().outcome(), use.tls().version(), true, null, false, null));
  }

  MadeUse failed(FailureClass why) {
    return tls(new Negotiated(TlsOutcome.FAILED.label(), null, true, null, false, why.label()));
  }

  private MadeUse tls(Negotiated tls) {
    return new MadeUse(new EndUse(use.end(), tls, use.isSignedIn(), use.seen(), use.proof()));
  }

  MadeUse signedIn() {
    return new MadeUse(new EndUse(use.end(), use.tls(), true, use.seen(), use.proof()));
  }

  /** The same since an earlier day. */
  MadeUse since(int day) {
    Seen seen = use.seen();
    return seen(
        new Seen(
            day(day) * DAY + NOON,
            seen.last(),
            seen.requests(),
            seen.requestsLately(),
            seen.messages()));
  }

  /** So many minutes after noon. */
  MadeUse later(int minutes) {
    Seen seen = use.seen();
    return seen(
        new Seen(
            seen.first(),
            seen.last() + minutes * 60_000_000L,
            seen.requests(),
            seen.requestsLately(),
            seen.messages()));
  }

  MadeUse requests(long all, long lately) {
    Seen seen = use.seen();
    return seen(new Seen(seen.first(), seen.last(), all, lately, seen.messages()));
  }

  MadeUse messages(long accepted) {
    Seen seen = use.seen();
    return seen(
        new Seen(seen.first(), seen.last(), seen.requests(), seen.requestsLately(), accepted));
  }

  private MadeUse seen(Seen seen) {
    return new MadeUse(new EndUse(use.end(), use.tls(), use.isSignedIn(), seen, use.proof()));
  }
}
