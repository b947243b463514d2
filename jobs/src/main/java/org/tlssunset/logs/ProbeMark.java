package org.tlssunset.logs;

/**
 * A mark of health checks in a user agent, as it is configured: words that stand in it as whole
 * words, in any case. So {@code KEMP} is in {@code KEMP/7.2} and in {@code x_kemp}, and not in
 * {@code Kempten}.
 *
 * @param words what is looked for
 * @param isFirst whether it has to stand at the agent's beginning: a {@code ^} before it says so
 * @param isLast whether nothing may follow it: a {@code $} behind it says so
 */
record ProbeMark(String words, boolean isFirst, boolean isLast) {

  static ProbeMark of(String configured) {
    String mark = configured.strip();
    boolean isFirst = mark.startsWith("^");
    boolean isLast = mark.endsWith("$");
    int end = mark.length() - (isLast ? 1 : 0);
    String words = mark.substring(isFirst ? 1 : 0, Math.max(isFirst ? 1 : 0, end)).strip();
    return new ProbeMark(words, isFirst, isLast);
  }

  /**
   * Whether the words stand at a place in an agent.
   *
   * @param at where no word goes on
   */
  boolean isAt(String userAgent, int at) {
    return (at == 0 || !isFirst)
        && (at + words.length() == userAgent.length() || !isLast)
        && userAgent.regionMatches(true, at, words, 0, words.length())
        && isEdge(userAgent, at + words.length());
  }

  /** Whether no word goes on across a place in a text, from letter or digit to letter or digit. */
  static boolean isEdge(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.codePointBefore(at))
        || !Character.isLetterOrDigit(text.codePointAt(at));
  }
}
