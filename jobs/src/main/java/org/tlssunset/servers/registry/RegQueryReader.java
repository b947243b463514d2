package org.tlssunset.servers.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.TextLines;

/**
 * Reads what {@code reg query} prints, one query after another, in the console or in a file: a key
 * in a line of its own, its values below, indented by four blanks, then the type and the data.
 *
 * <p>A key whose values are shown is shown with all below it, but for keys of which the name alone
 * is: a query without {@code /s} names them, in lines without blank ones between. Which key was
 * asked for is not in the text where that key has no values; it is known where the command itself
 * is in the text, as a batch file with echo on leaves it: {@code reg query HKLM\SYSTEM\… /s}. A key
 * that is shown twice, each time with other values, was asked for some of its values alone ({@code
 * /v}).
 */
final class RegQueryReader {

  private static final Pattern VALUE =
      Pattern.compile("(?: {4}|\\t)(.*?)(?: {4}|\\t) {0,3}(REG_[A-Z_]+)(?:(?: {4}|\\t)(.*))?");

  private static final Pattern COMMAND =
      Pattern.compile("(?i)(?:.*>)?\\s*reg(?:\\.exe)?\\s+query\\s+(?:\"([^\"]+)\"|(\\S+))(.*)");

  /** What the console shows between commands, or {@code reg} at the end of a search. */
  private static final Pattern NOISE =
      Pattern.compile(
          "(?i)[a-z]:\\\\.*>.*|\\S.*: \\d+ .*|Microsoft Windows \\[.*|\\(c\\) .*|PS .*>.*|! REG\\.EXE.*");

  /** Names that stand for the default value, in Windows' own language. */
  private static final Pattern DEFAULT_NAME = Pattern.compile("[(<].*[)>]");

  private final FileFacts facts;
  private final RegistryDraft draft;
  private @Nullable String key;
  private @Nullable String asked;

  /** Of one query: ids of keys, paths of those without values, and whether all were asked for. */
  private final NavigableSet<String> keys = new TreeSet<>();

  private final List<String> names = new ArrayList<>();
  private boolean isAllAsked = true;

  /** Keys of which the names alone stand in lines without blank ones between. */
  private final Set<String> listed = new HashSet<>();

  /** Names of values, by the ids of keys that were shown before. */
  private final Map<String, Set<String>> shown = new HashMap<>();

  private final Set<String> values = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** Whether the command that is in the text asks for some values alone. */
  private boolean isForSome;

  private RegQueryReader(FileFacts facts) {
    this.facts = facts;
    this.draft = facts.of(null).registry;
  }

  /** Whether a line tells that a text is of this form. */
  static boolean fits(String line) {
    return isKey(line) || COMMAND.matcher(line).matches();
  }

  static void read(TextLines lines, FileFacts facts) throws IOException {
    RegQueryReader reader = new RegQueryReader(facts);
    long number = 0;
    for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
      reader.line(line, ++number);
    }
    reader.endKey();
    reader.endQuery();
  }

  private static boolean isKey(String line) {
    String start = line.toUpperCase(Locale.ROOT);
    return (start.startsWith("HKEY_") || start.startsWith("HKLM\\") || start.startsWith("\\\\"))
        && RegistryPath.of(line).isPresent();
  }

  private void line(String line, long number) {
    Matcher command = COMMAND.matcher(line);
    Matcher value = VALUE.matcher(line);
    if (line.isBlank()) {
      endKey();
    } else if (isKey(line)) {
      String path = RegistryPath.of(line).orElseThrow();
      if (key != null && values.isEmpty() && RegistryPath.isAboveKept(RegistryPath.id(path))) {
        listed.add(key);
        listed.add(path);
      }
      endKey();
      key = path;
    } else if (command.matches()) {
      endKey();
      endQuery();
      String path = command.group(1) == null ? command.group(2) : command.group(1);
      String options = command.group(3).toLowerCase(Locale.ROOT) + " ";
      isForSome = options.contains(" /v") || options.contains(" /f");
      boolean isWhole = options.contains(" /s ") && !isForSome;
      asked = isWhole ? RegistryPath.of(path).orElse(null) : null;
    } else if (value.matches()) {
      value(value.group(1), value.group(2), value.group(3), number);
    } else if (!NOISE.matcher(line).matches()) {
      bad(line.strip(), number);
    }
  }

  private void value(String written, String type, @Nullable String data, long number) {
    String its = key;
    if (its == null) {
      facts.unread(number, "is a value without a key: give the whole output of reg query");
      return;
    }
    String name = DEFAULT_NAME.matcher(written).matches() ? "" : written;
    values.add(name);
    Optional<RegistryValue> found =
        ValueType.ofText(type).flatMap(its1 -> RegistryValue.of(its1, data == null ? "" : data));
    found.ifPresentOrElse(
        each -> draft.value(its, name, each),
        () -> {
          draft.unreadable(its, name);
          if (RegistryPath.isKept(RegistryPath.id(its))) {
            facts.unread(number, "has data that are none of its type: query it again");
          }
        });
  }

  /** The key's values have ended. */
  private void endKey() {
    String its = key;
    String whole = asked;
    isAllAsked &= its == null || (whole != null && isWithin(its, whole));
    if (its != null && RegistryPath.isAboveKept(RegistryPath.id(its))) {
      keys.add(RegistryPath.id(its));
      if (values.isEmpty()) {
        names.add(its);
      } else {
        endValues(its);
      }
    }
    key = null;
    values.clear();
  }

  private void endValues(String path) {
    Set<String> before = shown.putIfAbsent(RegistryPath.id(path), Set.copyOf(values));
    if (isForSome || (before != null && !before.equals(values))) {
      draft.someValues(path);
    } else {
      draft.wholeKey(path);
      draft.wholeTree(path);
    }
  }

  /** One query has ended. */
  private void endQuery() {
    String its = asked;
    boolean isWhole = its != null && !keys.isEmpty() && isAllAsked;
    for (String name : names) {
      if (isWhole || (!listed.contains(name) && hasBelow(name))) {
        draft.wholeKey(name);
      } else {
        draft.nameAlone(name);
      }
    }
    if (isWhole && its != null) {
      draft.wholeTree(its);
    }
    keys.clear();
    names.clear();
    listed.clear();
    asked = null;
    isAllAsked = true;
  }

  private static boolean isWithin(String path, String ancestor) {
    return RegistryPath.isWithin(RegistryPath.id(path), RegistryPath.id(ancestor));
  }

  private boolean hasBelow(String path) {
    String above = RegistryPath.id(path) + "\\";
    String next = keys.higher(above);
    return next != null && next.startsWith(above);
  }

  /** A line that is none of these: what is said of a key or a query is not all of it. */
  private void bad(String line, long number) {
    String its = key;
    if (its != null) {
      if (!values.isEmpty()) {
        draft.key(its);
      }
      key = null;
      values.clear();
    }
    asked = null;
    String start = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    facts.unread(number, "is neither a key nor a value ('%s'): query it again".formatted(start));
  }
}
