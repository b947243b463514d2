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
    if (!text.startsWith(once.substring(0, value))
        || !text.endsWith(once.substring(value + MARK.length()))) {
      int first = Arrays.mismatch(text.toCharArray(), once.toCharArray());
      throw new UsageException(
          "%s: %s stands there twice, first in line %d: keep one"
              .formatted(
                  place(key),
                  ConfigurationFile.plain(key),
                  text.substring(0, first + 1).lines().count()));
    }
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
