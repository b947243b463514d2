package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import com.typesafe.config.parser.ConfigDocument;
import com.typesafe.config.parser.ConfigDocumentFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a configuration file says in vain: the parser takes the last of what stands there
 * twice, and tells nobody.
 */
final class RepeatedKeys {

  /** A value that stands in no file. */
  private static final String MARK = "\"\uE000\"";

  private final Config config;
  private final ConfigDocument document;
  private final String text;

  private RepeatedKeys(Path file, Config config) {
    this.config = config;
    document = ConfigDocumentFactory.parseFile(file.toFile());
    text = document.render();
  }

  /**
   * Refuses a file that says something in vain.
   *
   * @param config what the parser makes of it
   * @throws UsageException that names the key and its places
   */
  static void refuse(Path file, Config config) {
    RepeatedKeys keys = new RepeatedKeys(file, config);
    config
        .entrySet()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (keys.document.hasPath(key)) { // else it is an included file's
                keys.refuseTwice(key);
                keys.refuseLost(key);
              }
            });
  }

  /** Setting a key takes out where else it stands: then the text differs in more than the value. */
  private void refuseTwice(String key) {
    String once = document.withValueText(key, MARK).render();
    int value = once.indexOf(MARK);
    boolean isTwice =
        !text.startsWith(once.substring(0, value))
            || !text.endsWith(once.substring(value + MARK.length()));
    if (isTwice && !isAddedTo(key)) {
      int first = Arrays.mismatch(text.toCharArray(), once.toCharArray());
      throw new UsageException(
          "%s: %s stands there twice, first in line %d: keep one"
              .formatted(
                  place(key),
                  ConfigurationFile.plain(key),
                  text.substring(0, first + 1).lines().count()));
    }
  }

  /** Whether it is a list that is added to wherever it stands again: then nothing is in vain. */
  private boolean isAddedTo(String key) {
    if (config.getValue(key).valueType() != ConfigValueType.LIST) {
      return false;
    }
    List<String> path = ConfigUtil.splitPath(key);
    Matcher places =
        Pattern.compile(
                "(?m)^(?!\\s*(?:#|//)).*?(?<![\\w-])%s\"?\\s*(\\+?=|:)"
                    .formatted(Pattern.quote(path.get(path.size() - 1))))
            .matcher(text);
    int found = 0;
    while (places.find()) {
      if (found++ > 0 && !places.group(1).equals("+=")) {
        return false;
      }
    }
    return found > 1; // else it stands there twice in one line
  }

  /** Without quotes, a key that has a value cannot begin another key: the value is lost. */
  private void refuseLost(String key) {
    List<String> path = ConfigUtil.splitPath(key);
    for (int length = 1; length < path.size(); length++) {
      String beginning = ConfigUtil.joinPath(path.subList(0, length));
      ConfigDocument others = document;
      for (var entry : config.entrySet()) {
        if (entry.getKey().startsWith(beginning + ".")) {
          others = others.withoutPath(entry.getKey());
        }
      }
      Config left =
          ConfigFactory.parseString(others.render())
              .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
      if (left.hasPath(beginning)
          && left.getValue(beginning).valueType() != ConfigValueType.OBJECT) {
        throw new UsageException(
            "%s: %s takes the value from %s: put both keys in quotes"
                .formatted(
                    place(key), ConfigurationFile.plain(key), ConfigurationFile.plain(beginning)));
      }
    }
  }

  private String place(String key) {
    return ConfigurationFile.place(config.getValue(key).origin());
  }
}
