package org.tlssunset.program;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;

/**
 * What an agent calls itself whom no rule knows: {@code Name/1.2}, {@code Mozilla/5.0 (compatible;
 * Name/1.2}, or {@code Name} and nothing else. Names that hold many digits count for none: they
 * number people or devices.
 */
final class OwnName {

  private static final int MOST_CHARACTERS = 64;
  private static final int MOST_DIGITS_IN_A_ROW = 4;

  /** Every browser and many others begin so: it names nobody. */
  private static final String NOBODY = "Mozilla";

  /** What names somebody behind {@link #NOBODY} after all. */
  private static final String COMPATIBLE = "(compatible; ";

  private OwnName() {}

  /**
   * The program that an agent says to be; of unknown kind and product if it does not say.
   *
   * @param agent without blanks around it
   * @param system that the agent names; null if none
   */
  static Program program(String agent, @Nullable String system) {
    int compatible = isNobody(agent) ? agent.indexOf(COMPATIBLE) : -1;
    return compatible < 0
        ? named(agent, system)
        : named(agent.substring(compatible + COMPATIBLE.length()), system);
  }

  private static Program named(String agent, @Nullable String system) {
    int end = nameEnd(agent);
    String name = agent.substring(0, end);
    boolean isVersioned = end < agent.length() && agent.charAt(end) == '/';
    String major = isVersioned ? AgentRule.number(agent, end + 1) : null;
    boolean isName = end > 1 && (major != null || end == agent.length());
    return isName && !isNobody(name)
        ? new Program(ClientKind.OTHER, name, major, system)
        : new Program(ClientKind.UNKNOWN, null, null, system);
  }

  private static boolean isNobody(String agent) {
    return agent.regionMatches(true, 0, NOBODY, 0, NOBODY.length());
  }

  /** Where the name ends that the agent begins with; 0 if it begins with none. */
  private static int nameEnd(String agent) {
    int end = 0;
    int digits = 0;
    while (end < agent.length() && isPart(agent.charAt(end), end == 0)) {
      digits = isDigit(agent.charAt(end)) ? digits + 1 : 0;
      end++;
      if (end > MOST_CHARACTERS || digits > MOST_DIGITS_IN_A_ROW) {
        return 0;
      }
    }
    return end;
  }

  private static boolean isPart(char character, boolean isFirst) {
    boolean isLetter = character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
    return isLetter || !isFirst && (isDigit(character) || "._-".indexOf(character) >= 0);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
