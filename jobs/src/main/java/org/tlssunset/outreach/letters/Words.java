package org.tlssunset.outreach.letters;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Effect;

/** What the tables say, in the words of a language: {@code letter-words.conf}. */
final class Words {

  private static final Config FILE =
      ConfigFactory.parseResources(Words.class.getClassLoader(), "letter-words.conf");

  private static final String ALL_BEFORE = "all before ";

  private final Language language;
  private final DateTimeFormatter time;
  private final DateTimeFormatter date;
  private final NumberFormat numbers;

  Words(Language language) {
    this.language = language;
    time = DateTimeFormatter.ofPattern(text("time"), language.locale()).withZone(ZoneOffset.UTC);
    date = DateTimeFormatter.ofPattern(text("date"), language.locale());
    numbers = NumberFormat.getIntegerInstance(language.locale());
  }

  Language language() {
    return language;
  }

  private String text(String... path) {
    return FILE.getString(ConfigUtil.joinPath(path) + "." + language.label());
  }

  String time(Instant moment) {
    return time.format(moment);
  }

  String date(LocalDate day) {
    return date.format(day);
  }

  /** A day that no line's end divides. */
  String fixedDate(LocalDate day) {
    return date(day).replace(' ', LetterTemplates.FIXED_SPACE);
  }

  String number(long number) {
    return numbers.format(number);
  }

  /** Over what, and which way. */
  String protocol(EntryKey entry) {
    return text("directions", entry.direction()).formatted(text("protocols", entry.protocol()));
  }

  /** What happens once the old versions are off: no whole sentence. */
  String effect(AffectedClient client) {
    String proxy = client.judged().takenAlongBy();
    if (proxy != null && client.effect() == Effect.STOPS) {
      return text("effects", "taken-along").formatted(proxy);
    }
    return client.effect() == Effect.STOPS && client.judged().isPartly()
        ? text("effects", "stops-partly")
        : text("effects", client.effect().label());
  }

  /**
   * How often it was seen.
   *
   * @param window days that were counted
   */
  String often(AffectedClient client, int window) {
    long times = client.requests();
    String days = number(window);
    if (times == 0) {
      return text("often", "never").formatted(days);
    }
    if (times == 1) {
      return text("often", "once").formatted(days);
    }
    return client.days() == 1
        ? text("often", "one-day").formatted(number(times), days)
        : text("often", "days").formatted(number(times), number(client.days()), days);
  }

  /** When a letter has told of an entry before; empty if that is not known, or there was none. */
  String told(EntryKey entry, FollowUp followUp) {
    LocalDate first = followUp.firstTold(entry);
    if (first == null) {
      return followUp.lastLetter() == null || !followUp.isComparable() ? "" : text("told", "new");
    }
    if (!followUp.isStill(entry)) {
      return text("told", "back").formatted(date(first));
    }
    int times = followUp.told(entry);
    return times == 1
        ? text("told", "once").formatted(date(first))
        : text("told", "often").formatted(date(first), number(times));
  }

  /**
   * A program.
   *
   * @param program null if nothing tells: then it is empty
   */
  String program(@Nullable String program) {
    return program == null ? "" : program.replace(" on ", text("on"));
  }

  /** Its best name. */
  String name(AffectedClient.Named named) {
    String name = named.best();
    return name.isEmpty() ? text("unknown-client") : name;
  }

  /** What is switched off. */
  String versions(Scenario scenario) {
    String what = scenario.what();
    return what.startsWith(ALL_BEFORE)
        ? text("all-before").formatted(what.substring(ALL_BEFORE.length()))
        : list(scenario.versions());
  }

  /** {@code 1, 2 and 3}. */
  String list(Collection<String> words) {
    List<String> all = List.copyOf(words);
    int last = all.size() - 1;
    return last < 1
        ? String.join("", all)
        : String.join(", ", all.subList(0, last)) + text("and") + all.get(last);
  }

  /** In the place of a line that was not found. */
  String noProof() {
    return text("no-proof");
  }
}
