package org.tlssunset.outreach.cures;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;

/**
 * Which clients a rule is for: one of each list has to fit; an empty list fits all.
 *
 * @param programs how the program's name begins
 * @param isTakenAlong whether it is for those alone that stop with a proxy
 */
record Fit(
    List<String> roles,
    List<String> directions,
    List<String> protocols,
    List<String> kinds,
    List<String> programs,
    List<String> systems,
    List<String> effects,
    boolean isTakenAlong) {

  /** What a rule may ask for. */
  static final Set<String> KEYS =
      Set.of("role", "direction", "protocol", "kind", "program", "system", "effect", "taken-along");

  /** What stands before the system in a program's name. */
  private static final String ON = " on ";

  /**
   * Reads it.
   *
   * @throws ConfigException with the line, if a word is none that is known
   */
  static Fit of(Config rule) {
    return new Fit(
        words(rule, "role", Role.values()),
        words(rule, "direction", Direction.values()),
        words(rule, "protocol", Protocol.values()),
        words(rule, "kind", ClientKind.values()),
        texts(rule, "program"),
        texts(rule, "system"),
        words(rule, "effect", Effect.values()),
        rule.hasPath("taken-along") && rule.getBoolean("taken-along"));
  }

  boolean fits(Traits client) {
    String kind = client.kind() == null ? ClientKind.UNKNOWN.label() : client.kind();
    String program = client.program() == null ? "" : client.program();
    return has(roles, client.role())
        && has(directions, client.direction())
        && has(protocols, client.protocol())
        && has(kinds, kind)
        && (programs.isEmpty() || programs.stream().anyMatch(name -> begins(program, name)))
        && (systems.isEmpty() || systems.stream().anyMatch(name -> program.endsWith(ON + name)))
        && has(effects, client.effect())
        && (!isTakenAlong || client.isTakenAlong());
  }

  private static boolean has(List<String> words, String word) {
    return words.isEmpty() || words.contains(word);
  }

  /** Whole words alone: {@code Java} is no beginning of {@code JavaScript}. */
  private static boolean begins(String program, String name) {
    return program.equals(name) || program.startsWith(name + " ");
  }

  private static List<String> words(Config rule, String key, Labelled[] known) {
    List<String> words = texts(rule, key);
    List<String> labels = Arrays.stream(known).map(Labelled::label).toList();
    if (!labels.containsAll(words)) {
      throw new ConfigException.BadValue(
          rule.origin(), key, "holds a word that is none of " + String.join(", ", labels));
    }
    return words;
  }

  /** One text or several; empty if there is none. */
  static List<String> texts(Config rule, String key) {
    if (!rule.hasPath(key)) {
      return List.of();
    }
    return rule.getValue(key).valueType() == ConfigValueType.LIST
        ? rule.getStringList(key)
        : List.of(rule.getString(key));
  }
}
