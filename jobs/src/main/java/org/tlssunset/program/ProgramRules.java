package org.tlssunset.program;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Labelled;

/**
 * The rules of {@code programs.conf}, in their order.
 *
 * @param systems the marks by which agents tell their system
 */
record ProgramRules(
    List<SystemMark> systems,
    List<AgentRule> agents,
    List<HostRule> hosts,
    List<CallerRule> callers) {

  private static final String FILE = "programs.conf";

  private static final Set<String> SYSTEM_KEYS = Set.of("has", "os");
  private static final Set<String> AGENT_KEYS =
      Set.of("is", "begins", "has", "kind", "product", "major", "after", "os", "source");
  private static final Set<String> HOST_KEYS = Set.of("ends", "kind", "product", "source");
  private static final Set<String> CALLER_KEYS =
      Set.of("begins", "hex", "letters", "kind", "product", "os", "source");

  /** Reads the file that the program brings along. */
  static ProgramRules read() {
    return of(ConfigFactory.parseResources(ProgramRules.class.getClassLoader(), FILE));
  }

  /** A checksum of the file. */
  static long checksum() {
    CRC32 checksum = new CRC32();
    try (InputStream file = ProgramRules.class.getClassLoader().getResourceAsStream(FILE)) {
      checksum.update(Objects.requireNonNull(file, FILE).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checksum.getValue();
  }

  /**
   * The rules of a text like that of {@code programs.conf}.
   *
   * @throws ConfigException with the line, if a rule lacks its source or its kind, fits everything,
   *     or has a key that no rule has
   */
  static ProgramRules of(Config text) {
    Config file = text.resolve();
    return new ProgramRules(
        rules(file, "systems", SYSTEM_KEYS, ProgramRules::systemMark),
        rules(file, "agents", AGENT_KEYS, ProgramRules::agentRule),
        rules(file, "hosts", HOST_KEYS, rule -> new HostRule(marks(rule, "ends"), program(rule))),
        rules(file, "callers", CALLER_KEYS, ProgramRules::callerRule));
  }

  /**
   * The system that an agent names; null if none.
   *
   * @param agent in lower case
   */
  @Nullable String system(String agent) {
    for (SystemMark system : systems) {
      if (system.isIn(agent)) {
        return system.os();
      }
    }
    return null;
  }

  private static <R> List<R> rules(
      Config file, String name, Set<String> keys, Function<Config, R> reader) {
    return file.getConfigList(name).stream()
        .map(
            rule -> {
              for (String key : rule.root().keySet()) {
                if (!keys.contains(key)) {
                  throw wrong(rule, key, "is no part of a rule of " + name);
                }
              }
              return reader.apply(rule);
            })
        .toList();
  }

  private static SystemMark systemMark(Config rule) {
    return new SystemMark(lower(rule.getString("has")), rule.getString("os"));
  }

  private static AgentRule agentRule(Config rule) {
    AgentRule agents =
        new AgentRule(
            marks(rule, "is"),
            marks(rule, "begins"),
            marks(rule, "has"),
            new AgentRule.Naming(
                kind(rule),
                text(rule, "product"),
                text(rule, "major"),
                rule.hasPath("after") ? lower(rule.getString("after")) : null,
                text(rule, "os")));
    if (agents.fits("")) {
      throw wrong(rule, "has", "is missing: the rule fits everything");
    }
    return agents;
  }

  private static CallerRule callerRule(Config rule) {
    boolean isHexadecimal = rule.hasPath("hex");
    int length = rule.getInt(isHexadecimal ? "hex" : "letters");
    return new CallerRule(
        marks(rule, "begins"), new CallerRule.Rest(length, isHexadecimal), program(rule));
  }

  private static Program program(Config rule) {
    return new Program(kind(rule), text(rule, "product"), null, text(rule, "os"));
  }

  private static ClientKind kind(Config rule) {
    if (rule.getString("source").isBlank()) {
      throw wrong(rule, "source", "is empty");
    }
    ClientKind kind = Labelled.find(ClientKind.values(), rule.getString("kind"));
    if (kind == null) {
      throw wrong(rule, "kind", "is none that is known");
    }
    return kind;
  }

  /** One mark or several, in lower case; empty if there is none. */
  private static List<String> marks(Config rule, String key) {
    if (!rule.hasPath(key)) {
      return List.of();
    }
    List<String> marks =
        rule.getValue(key).valueType() == ConfigValueType.LIST
            ? rule.getStringList(key)
            : List.of(rule.getString(key));
    return marks.stream().map(ProgramRules::lower).toList();
  }

  private static @Nullable String text(Config rule, String key) {
    return rule.hasPath(key) ? rule.getString(key) : null;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ConfigException wrong(Config rule, String key, String problem) {
    return new ConfigException.BadValue(rule.origin(), key, problem);
  }
}
