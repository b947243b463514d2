package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tlssunset.logs.ByteScan;

/**
 * Recognises where one side demands TLS of the other: as a server's answer, and as what Exchange
 * notes before it gives up a send.
 *
 * <p>Answers: {@code 451 5.7.3 Must issue a STARTTLS command first} (Exchange), {@code 530 5.7.0
 * Must issue a STARTTLS command first} (RFC 3207), 523 and 538 (RFC 5248: encryption needed), and
 * in other servers' words, as {@code 550 5.7.1 TLS required}.
 */
final class TlsDemand {

  private static final Phrase[] STARTTLS = phrases("STARTTLS", "encryption");
  private static final Phrase[] CODES = phrases("523", "538");
  private static final Phrase TLS = new Phrase("TLS");
  private static final Phrase SSL = new Phrase("SSL");
  private static final Phrase ENCRYPTED = new Phrase("encrypt");

  private static final Phrase[] DEMANDS =
      phrases("requir", "must", "need", "only", "first", "mandatory", "enforce", "without");

  private static final Phrase[] GIVEN_UP =
      phrases(
          "Connector is configured to send mail only over TLS",
          "Drop connection because TLS configuration requires TLS");

  private static final Phrase[] REFUSALS =
      phrases("not ", "n't ", "drop", "cannot", "unable", "fail", "refus", "without", "clos");

  private static final long CAPITAL_T = ByteScan.pattern('T');

  private TlsDemand() {}

  private static Phrase[] phrases(String... texts) {
    return Arrays.stream(texts).map(Phrase::new).toArray(Phrase[]::new);
  }

  /** Whether an answer asks for TLS first. */
  static boolean isAnswer(byte[] buffer, int from, int to) {
    if (from == to || (buffer[from] != '4' && buffer[from] != '5')) {
      return false;
    }
    for (Phrase code : CODES) {
      if (code.begins(buffer, from, to)) {
        return true;
      }
    }
    boolean isOfTls =
        TLS.isWordIn(buffer, from, to)
            || SSL.isWordIn(buffer, from, to)
            || ENCRYPTED.isIn(buffer, from, to);
    return isOneIn(STARTTLS, buffer, from, to) || (isOfTls && isOneIn(DEMANDS, buffer, from, to));
  }

  /** Whether a text is such an answer. */
  static boolean isAnswer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return isAnswer(bytes, 0, bytes.length);
  }

  /** Whether a text is what Exchange notes before it gives up a send. */
  static boolean isUnmet(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // The scan reads eight bytes at a time.
    return isUnmet(Arrays.copyOf(bytes, bytes.length + Long.BYTES), 0, bytes.length);
  }

  /**
   * Whether an information line of a send says that it ends here because the other side offers no
   * TLS. Runs on most information lines: nearly always, that there is no capital T decides.
   */
  static boolean isUnmet(byte[] buffer, int from, int to) {
    if (!hasCapitalT(buffer, from, to) || !TLS.isWordIn(buffer, from, to)) {
      return false;
    }
    for (Phrase sentence : GIVEN_UP) {
      if (sentence.begins(buffer, from, to)) {
        return true;
      }
    }
    return isOneIn(DEMANDS, buffer, from, to) && isOneIn(REFUSALS, buffer, from, to);
  }

  /** Whether there may be one; bytes behind the end may be taken for it. */
  private static boolean hasCapitalT(byte[] buffer, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      if (ByteScan.matches(ByteScan.eight(buffer, at), CAPITAL_T) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneIn(Phrase[] phrases, byte[] buffer, int from, int to) {
    for (Phrase phrase : phrases) {
      if (phrase.isIn(buffer, from, to)) {
        return true;
      }
    }
    return false;
  }
}
