package org.tlssunset.program;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;

/**
 * A rule about user agents. Marks are searched as they are: no text, however made, takes longer
 * than its length.
 *
 * @param is the agents that it fits, whole and in lower case; empty if any
 * @param begins what the agent begins with, one of these, in lower case; empty if any
 * @param has what the agent has, all of these, in lower case
 */
record AgentRule(List<String> is, List<String> begins, List<String> has, Naming naming) {

  /** What a system is called that cannot be told from the agent. */
  static final String UNKNOWN_SYSTEM = "unknown";

  private static final int MOST_DIGITS = 9;

  /**
   * What the rule says of the program.
   *
   * @param major the major version, if the rule knows it
   * @param after the mark in front of the major version, in lower case
   * @param os the system, or {@link #UNKNOWN_SYSTEM}; null if the agent is asked
   */
  record Naming(
      ClientKind kind,
      @Nullable String product,
      @Nullable String major,
      @Nullable String after,
      @Nullable String os) {}

  /**
   * Whether the rule is about this agent.
   *
   * @param agent in lower case
   */
  boolean fits(String agent) {
    return (is.isEmpty() || is.contains(agent)) && beginsWithOne(agent) && hasAll(agent);
  }

  /**
   * The program that an agent is which the rule fits.
   *
   * @param agent in lower case
   * @param system that the agent names; null if none
   */
  Program program(String agent, @Nullable String system) {
    String os = naming.os == null ? system : naming.os;
    return new Program(
        naming.kind,
        naming.product,
        naming.major == null ? major(agent) : naming.major,
        UNKNOWN_SYSTEM.equals(os) ? null : os);
  }

  private boolean beginsWithOne(String agent) {
    for (String beginning : begins) {
      if (agent.startsWith(beginning)) {
        return true;
      }
    }
    return begins.isEmpty();
  }

  private boolean hasAll(String agent) {
    for (String mark : has) {
      if (!agent.contains(mark)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String major(String agent) {
    int at = naming.after == null ? -1 : agent.indexOf(naming.after);
    return naming.after == null || at < 0 ? null : number(agent, at + naming.after.length());
  }

  /** The number that stands at a place, without zeros before it; null if there is none. */
  static @Nullable String number(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == from || end - from > MOST_DIGITS
        ? null
        : Integer.toString(Integer.parseInt(text, from, end, 10));
  }
}
