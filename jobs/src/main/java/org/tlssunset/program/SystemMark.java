package org.tlssunset.program;

/**
 * A mark by which a user agent tells its system.
 *
 * @param mark in lower case; it counts where a word begins, for {@code axios/} is no {@code ios/}
 * @param os the system's family, {@code Windows 7}
 */
record SystemMark(String mark, String os) {

  /**
   * Whether an agent has the mark.
   *
   * @param agent in lower case
   */
  boolean isIn(String agent) {
    int at = agent.indexOf(mark);
    while (at > 0 && Character.isLetterOrDigit(agent.charAt(at - 1))) {
      at = agent.indexOf(mark, at + 1);
    }
    return at >= 0;
  }
}
