package org.tlssunset.program;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Direction;

/**
 * Says which program a client is. One serves all threads of a process, and remembers what it was
 * asked lately: logs repeat the same few thousand texts.
 */
public final class Programs {

  private static final int REMEMBERED = 20_000;

  /** What lies behind that many characters decides nothing: the longest real agents have 600. */
  private static final int MOST_CHARACTERS = 1_000;

  /** Raised with every change of how the rules are applied. */
  private static final int READING = 1;

  private static final Program SOME_MAIL_SERVER = new Program(ClientKind.SERVER, null, null, null);

  private final ProgramRules rules;
  private final TextMemory<Program> agents;
  private final TextMemory<Program> callers;
  private final TextMemory<Program> hosts;

  Programs(ProgramRules rules, int remembered) {
    this.rules = rules;
    agents = new TextMemory<>(remembered, this::agent);
    callers = new TextMemory<>(remembered, this::caller);
    hosts = new TextMemory<>(remembered, this::host);
  }

  /** The process's own, made when it is first asked for. */
  public static Programs known() {
    return Known.PROGRAMS;
  }

  /**
   * Changes with the rules, and with how they are applied: what was looked up before is old. It
   * takes no rule to be read.
   */
  public static String version() {
    return "%d-%08x".formatted(READING, ProgramRules.checksum());
  }

  /**
   * The program that sends a user agent.
   *
   * @param userAgent with blanks or, as IIS and some clients write it, with a plus for each; null
   *     if there was none
   */
  public Program ofAgent(@Nullable String userAgent) {
    return userAgent == null ? Program.UNKNOWN : agents.of(shortened(userAgent));
  }

  /**
   * The program at the other end of an SMTP session.
   *
   * @param name what it calls itself in its EHLO or, where we called it, in its greeting; null if
   *     it told no name
   */
  public Program ofSmtp(@Nullable String name, Direction direction) {
    TextMemory<Program> asked = direction == Direction.INBOUND ? callers : hosts;
    return asked.of(name == null ? "" : shortened(name));
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private Program agent(String logged) {
    String agent = withBlanks(logged).strip();
    String lower = agent.toLowerCase(Locale.ROOT);
    for (AgentRule rule : rules.agents()) {
      if (rule.fits(lower)) {
        return rule.program(lower, rules.system(lower));
      }
    }
    return OwnName.program(agent, rules.system(lower));
  }

  /** No agent of several words is without a blank, but for those that have a plus for each. */
  private static String withBlanks(String agent) {
    return agent.indexOf(' ') < 0 ? agent.replace('+', ' ') : agent;
  }

  private Program caller(String name) {
    String lower = hostName(name);
    Program known = knownHost(lower);
    if (known != null) {
      return known;
    }
    for (CallerRule rule : rules.callers()) {
      if (rule.fits(lower)) {
        return rule.program();
      }
    }
    return Program.UNKNOWN;
  }

  /** Whom we send mail to is a mail server, if nothing more is known of it. */
  private Program host(String name) {
    Program known = knownHost(hostName(name));
    return known == null ? SOME_MAIL_SERVER : known;
  }

  private @Nullable Program knownHost(String name) {
    for (HostRule rule : rules.hosts()) {
      if (rule.fits(name)) {
        return rule.program();
      }
    }
    return null;
  }

  private static String hostName(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static final class Known {
    static final Programs PROGRAMS = new Programs(ProgramRules.read(), REMEMBERED);
  }
}
