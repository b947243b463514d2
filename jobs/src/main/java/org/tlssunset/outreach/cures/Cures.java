package org.tlssunset.outreach.cures;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of {@code cures.conf}, in their order: the first that fits decides. */
public final class Cures {

  private static final String FILE = "cures.conf";

  private static final Set<String> CURE_KEYS = Set.of("en", "de", "sources");
  private static final Set<String> SYMPTOM_KEYS = Set.of("en", "de", "sources", "says");

  private final List<Rule<Cure>> cures;
  private final List<Rule<Symptom>> symptoms;

  private record Rule<T>(Fit fit, T answer) {}

  private Cures(List<Rule<Cure>> cures, List<Rule<Symptom>> symptoms) {
    this.cures = cures;
    this.symptoms = symptoms;
  }

  /** Reads the file that the program brings along. */
  public static Cures read() {
    return of(ConfigFactory.parseResources(Cures.class.getClassLoader(), FILE));
  }

  /**
   * The rules of a text like that of {@code cures.conf}.
   *
   * @throws ConfigException with the line, if a rule lacks a language or its source, or has a key
   *     or a word that no rule has; and if the last of a list does not fit every client
   */
  static Cures of(Config text) {
    Config file = text.resolve();
    Map<String, Source> sources =
        file.getObject("sources").keySet().stream()
            .collect(Collectors.toMap(name -> name, name -> source(file, name)));
    return new Cures(
        rules(file, "cures", CURE_KEYS, rule -> cure(rule, sources)),
        rules(file, "symptoms", SYMPTOM_KEYS, rule -> symptom(rule, sources)));
  }

  /** What to do. */
  public Cure cure(Traits client) {
    return first(cures, client);
  }

  /** What users see. */
  public Symptom symptom(Traits client) {
    return first(symptoms, client);
  }

  /** All, in their order. */
  List<Cure> cures() {
    return cures.stream().map(Rule::answer).toList();
  }

  /** All, in their order. */
  List<Symptom> symptoms() {
    return symptoms.stream().map(Rule::answer).toList();
  }

  private static <T> T first(List<Rule<T>> rules, Traits client) {
    return rules.stream()
        .filter(rule -> rule.fit().fits(client))
        .findFirst()
        .orElseThrow() // the last fits every client
        .answer();
  }

  private static <T> List<Rule<T>> rules(
      Config file, String name, Set<String> keys, Function<Config, T> reader) {
    List<Rule<T>> rules =
        file.getConfigList(name).stream()
            .map(
                rule -> {
                  for (String key : rule.root().keySet()) {
                    if (!keys.contains(key) && !Fit.KEYS.contains(key)) {
                      throw wrong(rule, key, "is no part of a rule of " + name);
                    }
                  }
                  return new Rule<>(Fit.of(rule), reader.apply(rule));
                })
            .toList();
    Config last = file.getConfigList(name).get(rules.size() - 1);
    if (last.root().keySet().stream().anyMatch(Fit.KEYS::contains)) {
      throw wrong(last, name, "end with a rule that does not fit every client");
    }
    return rules;
  }

  private static Source source(Config file, String name) {
    Config source = file.getConfig("sources").getConfig(name);
    return new Source(text(source, "title"), text(source, "url"));
  }

  private static Cure cure(Config rule, Map<String, Source> sources) {
    return new Cure(
        new Texts(text(rule, "en.title"), text(rule, "de.title")),
        new Texts(text(rule, "en.text"), text(rule, "de.text")),
        sources(rule, sources));
  }

  private static Symptom symptom(Config rule, Map<String, Source> sources) {
    return new Symptom(
        new Texts(text(rule, "en"), text(rule, "de")),
        Fit.texts(rule, "says"),
        sources(rule, sources));
  }

  private static List<Source> sources(Config rule, Map<String, Source> sources) {
    List<String> names = Fit.texts(rule, "sources");
    if (names.isEmpty() || !sources.keySet().containsAll(names)) {
      throw wrong(rule, "sources", "are missing, or are none of those that are listed");
    }
    return names.stream().flatMap(name -> Stream.ofNullable(sources.get(name))).toList();
  }

  private static String text(Config rule, String key) {
    String text = rule.getString(key);
    if (text.isBlank()) {
      throw wrong(rule, key, "is empty");
    }
    return text;
  }

  private static ConfigException wrong(Config rule, String key, String problem) {
    return new ConfigException.BadValue(rule.origin(), key, problem);
  }
}
