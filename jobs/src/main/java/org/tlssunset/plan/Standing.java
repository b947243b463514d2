package org.tlssunset.plan;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsVersion;

/**
 * What is known of a party's program and old TLS.
 *
 * @param since the first day of the use that the status goes by, since 1970
 * @param reason in a sentence
 * @param decisive the use that decides
 */
record Standing(ClientStatus status, int since, String reason, EndUse decisive) {

  /**
   * Whose it is, beyond what was used.
   *
   * @param isKnown whether anything tells who it is: else it is never called modern
   * @param used of a client: how often the service answered; null: untold, or no matter
   */
  record Subject(boolean isKnown, @Nullable Long used) {

    static Subject of(String role, @Nullable String party, ProgramEvidence program) {
      // What a proxy, a server or a health check does is planned for, used or not.
      return new Subject(
          party != null && !program.isHidden(),
          role.equals(Role.CLIENT.label()) ? program.used() : null);
    }
  }

  /**
   * The first status that holds, in the order of {@link ClientStatus}. With the same ends and the
   * same day, one modern use more never makes it worse, and one old use more never better.
   *
   * @param asOf the day that silence is counted to, since 1970
   */
  static Standing of(Findings found, Subject subject, Terms terms, int asOf) {
    boolean isPortCheck = !found.isOld() && !found.isAnythingElse();
    boolean hasConnected =
        found.isOld() || found.modern.isThere() || found.clear.isThere() || !found.failed.isThere();
    if (isPortCheck || (Objects.equals(subject.used, 0L) && hasConnected)) {
      return of(
          ClientStatus.NO_USE,
          found.all,
          isPortCheck ? "it never came as far as TLS or mail" : "never used the service");
    }
    if (found.proven.isThere()) {
      return provenOld(found, subject, terms, asOf);
    }
    if (!found.unproven.isThere()) {
      return ofRest(found, subject, terms);
    }
    if (isMigrated(found, subject, terms, asOf)) {
      return migrated(found);
    }
    Standing rest = ofRest(found, subject, terms);
    boolean isRest =
        !subject.isKnown
            || found.failed.isThere()
            || found.untold.isThere()
            || found.modern.isThere();
    // What is worse stays so, whatever old use there is beside it; so does who is never modern.
    if (isRest && ClientStatus.WORST_FIRST.compare(rest.status, ClientStatus.UNPROVEN) < 0) {
      return rest;
    }
    return new Standing(
        ClientStatus.UNPROVEN,
        found.unproven.firstDay(),
        "%s, which had shown nothing newer by then".formatted(words(found.unproven.use())),
        found.unproven.use());
  }

  private static Standing provenOld(Findings found, Subject subject, Terms terms, int asOf) {
    EndUse old = found.lastOld();
    if (!found.modern.isThere()) {
      return new Standing(
          ClientStatus.LEGACY_ONLY,
          found.firstOldDay(),
          provenWords(found) + "; nothing newer was seen",
          found.proven.use());
    }
    if (isMigrated(found, subject, terms, asOf)) {
      return migrated(found);
    }
    String modern = "%s until %s".formatted(version(found.modern.use()), date(found.modern));
    return new Standing(
        ClientStatus.MIXED,
        found.firstOldDay(),
        "%s; %s, %s".formatted(words(old), modern, notMigrated(found, terms, asOf)),
        old);
  }

  /** The last proven old use, and what proves it, in words. */
  static String provenWords(Findings found) {
    return "%s, which had shown %s".formatted(words(found.proven.use()), words(found.shown));
  }

  /** The same for another reason. */
  Standing because(String other) {
    return new Standing(status, since, other, decisive);
  }

  private static String notMigrated(Findings found, Terms terms, int asOf) {
    if (found.modern.end() <= found.lastOld().seen().last()) {
      return "and nothing newer after it";
    }
    return isSilent(found, terms, asOf)
        ? "but too little of its traffic tells its TLS to call it migrated"
        : "too, but not yet %d days without an old one".formatted(terms.silence());
  }

  private static boolean isSilent(Findings found, Terms terms, int asOf) {
    return asOf - Terms.day(found.lastOld().seen().last()) >= terms.silence();
  }

  private static boolean isMigrated(Findings found, Subject subject, Terms terms, int asOf) {
    return found.modern.isThere()
        && found.modern.end() > found.lastOld().seen().last()
        && isSilent(found, terms, asOf)
        && isKnownWell(found, subject, terms);
  }

  private static boolean isKnownWell(Findings found, Subject subject, Terms terms) {
    return subject.isKnown && found.coverage() >= terms.minimumCoverage();
  }

  private static Standing migrated(Findings found) {
    EndUse old = found.lastOld();
    return new Standing(
        ClientStatus.MIGRATED,
        Terms.day(old.seen().last()),
        "%s; nothing old since, and %s until %s"
            .formatted(words(old), version(found.modern.use()), date(found.modern)),
        found.modern.use());
  }

  /** Of what was used apart from old versions. */
  private static Standing ofRest(Findings found, Subject subject, Terms terms) {
    if (found.modern.isThere() || found.clear.isThere()) {
      boolean isModern = found.modern.isThere();
      boolean isClear = !isModern && found.clear.end() >= found.failed.end();
      if ((isModern || isClear) && !isKnownWell(found, subject, terms)) {
        return unknown(found, subject);
      }
      if (isModern) {
        return of(
            ClientStatus.MODERN_ONLY,
            found.modern,
            "%s until %s, and nothing old"
                .formatted(version(found.modern.use()), date(found.modern)));
      }
      if (isClear) {
        return of(
            ClientStatus.CLEARTEXT_ONLY,
            found.clear,
            "without TLS until %s%s"
                .formatted(
                    date(found.clear), found.failed.isThere() ? ", after failed handshakes" : ""));
      }
    }
    if (found.failed.isThere()) {
      String why = found.failed.use().tls().failure();
      return of(
          ClientStatus.FAILING,
          found.failed,
          "handshakes failed until %s%s, and none succeeded"
              .formatted(date(found.failed), why == null ? "" : " (%s)".formatted(why)));
    }
    return unknown(found, subject);
  }

  private static Standing unknown(Findings found, Subject subject) {
    Findings.Stretch of = found.untold.isThere() ? found.untold : found.all;
    return of(ClientStatus.UNKNOWN, of, why(found, subject));
  }

  private static String why(Findings found, Subject subject) {
    if (!found.untold.isThere()) {
      return subject.isKnown
          ? "none of its connections tells its TLS"
          : "nothing tells who it is, so it is never called modern";
    }
    String reason = untold(found.untold.use());
    return found.modern.isThere() || found.clear.isThere()
        ? "only %.0f %% of its traffic tells its TLS: %s"
            .formatted(Math.floor(100 * found.coverage()), reason)
        : reason;
  }

  /** Why nothing is known of a use. */
  private static String untold(EndUse use) {
    String proxy = use.end().proxy();
    String version = use.tls().version();
    if (proxy != null) {
      return "the proxy %s ended its TLS and does not tell of it".formatted(proxy);
    }
    if (version == null) {
      return "the logs of %s do not tell its TLS".formatted(name(use));
    }
    if (use.tls().isPossible()) {
      return "the logs of %s do not tell its cipher suite".formatted(name(use));
    }
    return TlsVersion.isName(version)
        ? "its %s came with a cipher suite that no such version has".formatted(version)
        : "a log says %s, which is no version that is known".formatted(version);
  }

  private static Standing of(ClientStatus status, Findings.Stretch use, String reason) {
    return new Standing(status, use.firstDay(), reason, use.use());
  }

  /** {@code TLS 1.0 until 2026-04-29 at EX01}. */
  private static String words(EndUse use) {
    return "%s until %s at %s"
        .formatted(version(use), date(Terms.day(use.seen().last())), name(use));
  }

  private static String words(Capabilities.@Nullable Shown shown) {
    return shown == null
        ? "something newer"
        : "%s on %s".formatted(shown.version(), date(shown.day()));
  }

  private static String version(EndUse use) {
    String version = String.valueOf(use.tls().version());
    return use.tls().weak() == null ? version : "%s with %s".formatted(version, use.tls().weak());
  }

  private static String name(EndUse use) {
    String end = use.end().proxy() == null ? use.end().server() : use.end().proxy();
    return Coverage.named(end == null ? "" : end);
  }

  private static String date(Findings.Stretch use) {
    return date(use.lastDay());
  }

  private static String date(int day) {
    return java.time.LocalDate.ofEpochDay(day).toString();
  }
}
