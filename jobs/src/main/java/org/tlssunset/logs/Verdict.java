package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;

/**
 * What was recognised: a format or a reason.
 *
 * @param format null if it is no log that is read
 * @param reason why not, to stand behind the file's name; null if it is one
 * @param isKnownKind whether it is a log all the same, of a kind that is deliberately not read
 */
public record Verdict(@Nullable LogFormat format, @Nullable String reason, boolean isKnownKind) {

  /** A log that is read. */
  public static Verdict of(LogFormat format) {
    return new Verdict(format, null, false);
  }

  /** No log that anybody knows, or one that ought to be read and cannot be. */
  public static Verdict not(String reason) {
    return new Verdict(null, reason, false);
  }

  /** A log of a kind that tells nothing of TLS, or nothing that others do not. */
  public static Verdict passedOver(String reason) {
    return new Verdict(null, reason, true);
  }
}
