package org.tlssunset.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.FixedSettings;
import org.tlssunset.warehouse.SparkDefaults;

/**
 * Whose word counts among Spark's settings: {@code --master} stands over {@code spark {}} of {@code
 * --config}, which stands over a file of Spark's defaults. Below are spark-submit's settings and
 * those that are built in. Over all stand those that results rely on, see {@link FixedSettings}.
 */
public final class SparkSettings {

  /** Spark's own variable, for the folder of its own file. */
  private static final String FOLDER = "SPARK_CONF_DIR";

  /** Set by spark-submit, which has read that file itself. */
  private static final String SUBMITTED = "SPARK_SUBMIT";

  /** A size or a time in what Spark has no word for. */
  private static final Pattern UNKNOWN_UNIT =
      Pattern.compile("(?i)[\\d.]+ *(?!(?:[kmgtp]?b?|us|ms|s|m|min|h|d)$)[a-z]+");

  private static final String WHERE =
      " in spark {} of --config, in --properties-file or in $SPARK_CONF_DIR/spark-defaults.conf";

  private SparkSettings() {}

  /**
   * What is set beside what is built in.
   *
   * @param file of Spark's defaults; null for {@code $SPARK_CONF_DIR/spark-defaults.conf}, if it is
   *     there
   * @param block {@code spark {}} of the configuration
   * @param master null if none was given
   * @throws UsageException if the file cannot be read or says what is not understood
   */
  public static Map<String, String> of(
      @Nullable Path file, Map<String, String> block, @Nullable String master) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(file == null ? ofFolder() : read(file));
    settings.putAll(block);
    if (master != null) {
      settings.put("spark.master", master);
    }
    return settings;
  }

  /** Sentences for the user: which of the settings stay as they are built in. */
  public static List<String> notHeeded(Map<String, String> settings) {
    List<String> sentences = new ArrayList<>();
    FixedSettings.all()
        .forEach(
            (key, value) -> {
              String set = settings.getOrDefault(key, System.getProperty(key, value));
              if (!set.equalsIgnoreCase(value)) {
                sentences.add(
                    "%s stays %s: results rely on it, and %s is not heeded"
                        .formatted(key, value, set));
              }
            });
    return sentences;
  }

  /**
   * The setting that kept Spark from starting, told by its key or its value in what Spark says.
   *
   * @param settings beside what is built in
   * @return empty if it seems to be none of them
   */
  public static Optional<UsageException> blamed(Map<String, String> settings, Exception failure) {
    for (Throwable next = failure; next != null; next = next.getCause()) {
      String said = String.valueOf(next.getMessage());
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        String key = setting.getKey();
        boolean isOfValue =
            (next instanceof IllegalArgumentException || next instanceof ClassNotFoundException)
                    && isWord(setting.getValue(), said)
                || next instanceof NumberFormatException // which tells the unit alone
                    && UNKNOWN_UNIT.matcher(setting.getValue()).matches();
        if (isOfValue || isWord(key, said)) {
          return Optional.of(
              new UsageException(
                  Secrets.isSecret(key)
                      ? "Spark does not take the value of %s: mend it%s".formatted(key, WHERE)
                      : "Spark does not take %s = %s (%s): mend it%s"
                          .formatted(
                              key, setting.getValue(), said.lines().findFirst().orElse(""), WHERE),
                  failure));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isWord(String word, String text) {
    return !word.isBlank()
        && Pattern.compile("(?<![\\w.])" + Pattern.quote(word) + "(?![\\w])").matcher(text).find();
  }

  private static Map<String, String> ofFolder() throws IOException {
    String folder = System.getenv(FOLDER);
    if (folder == null || folder.isEmpty() || Boolean.getBoolean(SUBMITTED)) {
      return Map.of();
    }
    Path file = Path.of(folder, "spark-defaults.conf");
    return Files.exists(file) ? read(file) : Map.of();
  }

  private static Map<String, String> read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UsageException(
          "%s cannot be read: check --properties-file or %s".formatted(file, FOLDER));
    }
    try (Reader text = Files.newBufferedReader(file)) {
      Map<String, String> settings = SparkDefaults.read(text);
      Secrets.refuseReadable(file, settings.keySet());
      return settings;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s is not understood: a \\u must be followed by four hexadecimal digits"
              .formatted(file));
    }
  }
}
