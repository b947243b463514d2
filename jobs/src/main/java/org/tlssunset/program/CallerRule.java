package org.tlssunset.program;

import java.util.List;

/**
 * A rule about names that machines have from their makers. It fits the whole of what stands before
 * the first dot, so that a name which a person chose is seldom taken for one.
 *
 * @param begins what it begins with, one of these, in lower case
 * @param rest how many characters follow, all of them of its kind
 */
record CallerRule(List<String> begins, Rest rest, Program program) {

  /** What follows the beginning. */
  record Rest(int length, boolean isHexadecimal) {

    boolean isAt(String name, int from, int end) {
      for (int i = from; i < end; i++) {
        if (!isPart(name.charAt(i))) {
          return false;
        }
      }
      return end - from == length;
    }

    private boolean isPart(char character) {
      char last = isHexadecimal ? 'f' : 'z';
      return character >= '0' && character <= '9' || character >= 'a' && character <= last;
    }
  }

  /**
   * Whether the rule is about a caller.
   *
   * @param name in lower case
   */
  boolean fits(String name) {
    int dot = name.indexOf('.');
    int end = dot < 0 ? name.length() : dot;
    for (String beginning : begins) {
      if (name.startsWith(beginning) && rest.isAt(name, beginning.length(), end)) {
        return true;
      }
    }
    return false;
  }
}
