package org.tlssunset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A block of the configuration, each setting checked as it is read: what is wrong is told with
 * file, line, key and cure.
 *
 * @param block its keys
 * @param path of the block: what stands before a key, with the dot
 */
record Settings(ConfigObject block, String path) {

  private static final long LEAST_BYTES = 1 << 10;

  private static final String DAYS = "[1-9][0-9]{0,4}d";

  Settings block(String key) {
    if (value(key) instanceof ConfigObject inner) {
      return new Settings(inner, path + key + ".");
    }
    throw wrong(key, value(key), "is no block: write %s { … }".formatted(key));
  }

  /** A block whose keys are names that the user gives: dots are part of them, in quotes or not. */
  Settings names(String key) {
    Settings inner = block(key);
    ConfigObject names = ConfigFactory.empty().root();
    for (Map.Entry<String, ConfigValue> entry : inner.block.toConfig().entrySet()) {
      names = names.withValue(ConfigurationFile.plain(entry.getKey()), entry.getValue());
    }
    return new Settings(names, inner.path);
  }

  String text(String key) {
    return scalar(key, value(key), "a text");
  }

  List<String> texts(String key) {
    if (value(key) instanceof ConfigList list) {
      return list.stream().map(element -> scalar(key, element, "a text")).toList();
    }
    throw wrong(key, value(key), "is no list: put what it holds in brackets, with commas between");
  }

  /**
   * The blocks of a list.
   *
   * @param keys those that each block has, and no others
   */
  List<Settings> blocks(String key, List<String> keys) {
    return blocks(key, keys, ConfigFactory.empty());
  }

  /**
   * The blocks of a list.
   *
   * @param keys those that each block has
   * @param defaults what holds where a block lacks these keys; it has no others
   */
  List<Settings> blocks(String key, List<String> keys, Config defaults) {
    if (!(value(key) instanceof ConfigList list)) {
      throw wrong(key, value(key), "is no list: put its blocks in brackets, with commas between");
    }
    List<Settings> blocks = new ArrayList<>();
    for (ConfigValue element : list) {
      if (!(element instanceof ConfigObject inner) || !isOf(inner, keys, defaults.root())) {
        throw wrong(key, element, noBlock(keys, new TreeSet<>(defaults.root().keySet())));
      }
      blocks.add(new Settings(inner.withFallback(defaults), path + key + "."));
    }
    return blocks;
  }

  /**
   * Says that something is none of the blocks that are meant.
   *
   * @param keys that each has; if none, it has some of the others
   */
  private static String noBlock(List<String> keys, TreeSet<String> others) {
    String optional = String.join(", ", others);
    if (keys.isEmpty()) {
      return "holds what is no block of some of %s: write { %s = … }"
          .formatted(optional, others.first());
    }
    return "holds what is no block of %s%s: write { %s = … }"
        .formatted(
            String.join(" and ", keys),
            others.isEmpty() ? "" : " (and " + optional + ")",
            String.join(" = …, ", keys));
  }

  private static boolean isOf(ConfigObject block, List<String> keys, ConfigObject defaults) {
    return block.keySet().containsAll(keys)
        && block.keySet().stream().allMatch(key -> keys.contains(key) || defaults.containsKey(key));
  }

  List<Integer> ports(String key) {
    return texts(key).stream().map(port -> number(key, port, 1, 65_535)).toList();
  }

  /**
   * @param least the smallest number that is allowed
   */
  int count(String key, int least) {
    return number(key, scalar(key, value(key), "a number"), least, Integer.MAX_VALUE);
  }

  /** A size with its unit, in bytes. */
  long bytes(String key) {
    String size = scalar(key, value(key), "a size");
    if (size.matches("[0-9.]*")) {
      throw wrong(
          key,
          value(key),
          "has no unit: write %sK, %sM, %sG or %sT".formatted(size, size, size, size));
    }
    try {
      long bytes = block.toConfig().getBytes(ConfigUtil.joinPath(key));
      if (bytes >= LEAST_BYTES) {
        return bytes;
      }
    } catch (ConfigException e) {
      throw wrong(key, value(key), "is no size: give a number with its unit, such as 64M or 8G");
    }
    throw wrong(key, value(key), "is too small: give 1K or more");
  }

  /** A share of a whole, from 0 to 1. */
  double share(String key) {
    String share = scalar(key, value(key), "a share");
    if (share.matches("0|1|0?\\.[0-9]{1,9}|1\\.0+")) {
      return Double.parseDouble(share);
    }
    throw wrong(
        key, value(key), "is '%s': give a share from 0 to 1, such as 0.01".formatted(share));
  }

  /** A time with its unit, not below zero. */
  Duration duration(String key) {
    String time = scalar(key, value(key), "a time");
    if (time.matches("[0-9.]*")) {
      throw wrong(
          key,
          value(key),
          "has no unit: write %ss, %sm, %sh or %sd".formatted(time, time, time, time));
    }
    try {
      Duration duration = block.toConfig().getDuration(ConfigUtil.joinPath(key));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (ConfigException e) {
      throw wrong(key, value(key), "is no time: give a number with its unit, such as 30m or 1h");
    }
    throw wrong(key, value(key), "is below zero: give 0s or more");
  }

  /** A number of days, 1 or more, or {@code all}: empty. */
  OptionalInt daysOrAll(String key) {
    String days = scalar(key, value(key), "a number of days");
    if (days.equals("all")) {
      return OptionalInt.empty();
    }
    if (days.matches(DAYS)) {
      return OptionalInt.of(Integer.parseInt(days.substring(0, days.length() - 1)));
    }
    throw wrong(
        key, value(key), "is '%s': give a number of days, such as 400d, or all".formatted(days));
  }

  /** A number of days, 1 or more. */
  int days(String key) {
    String days = scalar(key, value(key), "a number of days");
    if (days.matches(DAYS)) {
      return Integer.parseInt(days.substring(0, days.length() - 1));
    }
    throw wrong(key, value(key), "is '%s': give a number of days, such as 30d".formatted(days));
  }

  /** Yes or no. */
  boolean flag(String key) {
    if (value(key).valueType() == ConfigValueType.BOOLEAN) {
      return (Boolean) value(key).unwrapped();
    }
    throw wrong(key, value(key), "is neither true nor false: give one of them");
  }

  /** A day, in days since 1970-01-01; null if none is given. */
  @Nullable Integer dayOrNull(String key) {
    if (value(key).valueType() == ConfigValueType.NULL) {
      return null;
    }
    String day = scalar(key, value(key), "a date");
    try {
      return Math.toIntExact(LocalDate.parse(day).toEpochDay());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw wrong(key, value(key), "is '%s': give a date, such as 2024-05-01".formatted(day));
    }
  }

  /** Another program's settings, by their keys as that program writes them: {@code a.b.c}. */
  Map<String, String> others(String key) {
    Settings inner = block(key);
    Config config = inner.block.toConfig();
    Map<String, String> settings = new LinkedHashMap<>();
    config
        .entrySet()
        .forEach(
            entry -> {
              String name = String.join(".", ConfigUtil.splitPath(entry.getKey()));
              String value = inner.scalar(name, entry.getValue(), "a text");
              if (settings.put(name, value) != null) {
                throw inner.wrong(name, entry.getValue(), "stands there twice: keep one");
              }
            });
    return settings;
  }

  /** What to tell the user of a value. */
  UsageException wrong(String key, String what) {
    return wrong(key, value(key), what);
  }

  /** What to tell the user of the whole block. */
  UsageException wrong(String what) {
    return new UsageException(
        "%s: %s %s"
            .formatted(
                ConfigurationFile.place(block.origin()),
                path.substring(0, path.length() - 1),
                what));
  }

  private UsageException wrong(String key, ConfigValue value, String what) {
    return new UsageException(
        "%s: %s%s %s".formatted(ConfigurationFile.place(value.origin()), path, key, what));
  }

  private ConfigValue value(String key) {
    @Nullable ConfigValue value = block.get(key);
    if (value == null) {
      throw new IllegalStateException("conf/tls-sunset.conf has no key %s%s".formatted(path, key));
    }
    return value;
  }

  private String scalar(String key, ConfigValue value, String kind) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> value.unwrapped().toString();
      case NULL ->
          throw wrong(key, value, "is null: give %s, or take the line out".formatted(kind));
      case LIST, OBJECT ->
          throw wrong(key, value, "is a %s: give %s".formatted(name(value.valueType()), kind));
    };
  }

  private static String name(ConfigValueType type) {
    return type == ConfigValueType.LIST ? "list" : "block";
  }

  private int number(String key, String text, int least, int most) {
    if (text.matches("-?[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return (int) number;
      }
    }
    throw wrong(
        key,
        value(key),
        most == Integer.MAX_VALUE
            ? "is '%s': give a whole number, %d or more".formatted(text, least)
            : "holds '%s': give whole numbers from %d to %d".formatted(text, least, most));
  }
}
