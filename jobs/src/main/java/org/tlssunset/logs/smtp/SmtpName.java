package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;

/**
 * The name that the other side gives itself: a caller in EHLO or HELO, the last one counts; a host
 * that was called in its greeting, and again in its answer to EHLO, for firewalls mask the former
 * ({@code 220 *****}).
 *
 * <p>Of a host, the first name with a dot counts, for it is one for sure; else that with which it
 * says hello, else the greeting's.
 */
final class SmtpName {

  private @Nullable String name;
  private boolean awaitsHello;

  /** What the side that called says it is. */
  void caller(String said) {
    name = said.isEmpty() ? name : said;
  }

  /** The side that called says EHLO; the other's answer begins with its name. */
  void sayHello() {
    awaitsHello = true;
  }

  /** Whether the answer to EHLO is still to come, and may tell a better name. */
  boolean awaitsHello() {
    return awaitsHello && !isCertain(name);
  }

  /**
   * The first word that the host says behind a 220.
   *
   * @param isFirst whether nothing was said to it before, so that it must be its greeting
   */
  void greeting(String word, boolean isFirst) {
    if (isFirst || isCertain(word)) {
      host(word);
    }
  }

  /**
   * The first word that the host says behind a 250, in answer to EHLO.
   *
   * @param isGreeting whether it greets back, so that a word without a dot is its name, too, and
   *     not that of an extension
   */
  void hello(String word, boolean isGreeting) {
    awaitsHello = false;
    if (isCertain(word) || (isGreeting && !word.isEmpty())) {
      name = word;
    }
  }

  /** Another answer than that, or another command: EHLO is over. */
  void helloIsOver() {
    awaitsHello = false;
  }

  private void host(String word) {
    name = word.isEmpty() ? name : better(name, word);
  }

  private static boolean isCertain(@Nullable String name) {
    return name != null && name.indexOf('.') > 0;
  }

  /** Of two names of a host the one that counts, the earlier one first. */
  static @Nullable String better(@Nullable String earlier, @Nullable String later) {
    if (earlier == null) {
      return later;
    }
    return !isCertain(earlier) && isCertain(later) ? later : earlier;
  }

  /** The name; null if none was given. */
  @Nullable String get() {
    return name;
  }
}
