package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user's configuration file: what it says is read once it is known to be meant. Nothing of its
 * text is repeated in an error, for it may hold secrets.
 */
final class ConfigurationFile {

  /** Blocks whose keys are not ours to know: other programs', names of servers. */
  private static final List<String> OPEN_BLOCKS = List.of("hadoop", "spark", "servers");

  /** A backslash before what no escape begins with, as regular expressions have it. */
  private static final Pattern WRONG_ESCAPE = Pattern.compile("(?<!\\\\)\\\\(?![\\\\\"/bfnrtu])");

  /** The last name of a key. */
  private static final Pattern KEY = Pattern.compile("^[\\s\\w.-]*?([\\w-]+)\\s*[=:]");

  private final Path file;
  private final Config defaults;

  private ConfigurationFile(Path file, Config defaults) {
    this.file = file;
    this.defaults = defaults;
  }

  /**
   * Reads a file over the defaults.
   *
   * @param defaults which have all keys
   * @throws UsageException if it cannot be read, is not understood, gives away a secret or holds a
   *     key that is unknown or stands there twice
   */
  static Config read(Path file, Config defaults) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException("%s cannot be read: check --config".formatted(file));
    }
    return new ConfigurationFile(file, defaults).read();
  }

  /** File and line of a value: {@code own.conf:3}. */
  static String place(ConfigOrigin origin) {
    String file = Optional.ofNullable(origin.filename()).orElse(origin.description());
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }

  private Config read() {
    try {
      Config parsed = ConfigFactory.parseFile(file.toFile());
      Config own = parsed.resolve();
      refuseSecrets(own);
      refuseUnknown(own);
      RepeatedKeys.refuse(file, own);
      return parsed.withFallback(defaults).resolve(); // += adds to a default
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw new UsageException(
          "%s: a ${NAME} has no value there: set it in the environment, or write ${?NAME} for none"
              .formatted(place(e.origin())));
    } catch (ConfigException e) { // without its text: that may quote a secret
      ConfigOrigin origin = e.origin();
      String mended = origin == null ? null : withDoubledBackslashes(origin.lineNumber());
      if (mended != null) {
        throw new UsageException(
            "%s: a backslash within quotes is written twice%s"
                .formatted(place(origin), mended.isEmpty() ? "" : ": " + mended));
      }
      throw new UsageException(
          "%s is not understood: a brace, bracket, quote or equals sign is missing, or one too many"
              .formatted(origin == null ? file : place(origin)));
    }
  }

  /**
   * A line whose backslashes are the matter, as it should be; empty where it may hold a secret,
   * null if it has none that are wrong.
   *
   * @param number of the line, from 1
   */
  private @Nullable String withDoubledBackslashes(int number) {
    try (Stream<String> lines = Files.lines(file)) {
      String line = lines.skip(Math.max(0, number - 1)).findFirst().orElse("");
      if (!WRONG_ESCAPE.matcher(line).find()) {
        return null;
      }
      Matcher key = KEY.matcher(line);
      boolean isOwn =
          key.find()
              && keys(defaults).stream()
                  .filter(known -> !isOpen(known))
                  .anyMatch(known -> known.endsWith("." + key.group(1)));
      return isOwn ? WRONG_ESCAPE.matcher(line.strip()).replaceAll("\\\\\\\\") : "";
    } catch (IOException | UncheckedIOException e) {
      return null; // it is not in UTF-8, for instance
    }
  }

  private static void refuseSecrets(Config config) {
    // Values from the environment are in no file.
    config.entrySet().stream()
        .filter(entry -> entry.getValue().origin().filename() != null)
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue().origin().filename(),
                Collectors.mapping(entry -> plain(entry.getKey()), Collectors.toList())))
        .forEach((name, keys) -> Secrets.refuseReadable(Path.of(name), keys));
  }

  private void refuseUnknown(Config config) {
    Set<String> known = keys(defaults);
    config
        .entrySet()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (!isOpen(key) && !known.contains(key) && !isBlock(key, known)) {
                throw new UsageException(
                    "%s: there is no key %s; the nearest is %s"
                        .formatted(place(entry.getValue().origin()), key, Nearest.of(key, known)));
              }
            });
  }

  private static boolean isOpen(String key) {
    return OPEN_BLOCKS.stream()
        .anyMatch(block -> key.startsWith(Configuration.ROOT + "." + block + "."));
  }

  /** Whether a value stands where a block is meant, which is told when the block is read. */
  private static boolean isBlock(String key, Set<String> known) {
    return known.stream().anyMatch(name -> name.startsWith(key + "."))
        || OPEN_BLOCKS.stream().anyMatch(block -> key.equals(Configuration.ROOT + "." + block));
  }

  /** A key without its quotes: {@code a.b.c}. */
  static String plain(String key) {
    return String.join(".", ConfigUtil.splitPath(key));
  }

  private static Set<String> keys(Config config) {
    return config.entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
