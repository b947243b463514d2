package org.tlssunset.archive;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a server's name in a log's path, where the archive's folders tell it. */
public final class ServerNamePattern implements Function<String, Optional<String>>, Serializable {

  private static final long serialVersionUID = 1;

  /** The pattern's group that holds the name. */
  public static final String GROUP = "server";

  /** Paths tell nothing. */
  public static final ServerNamePattern NONE = new ServerNamePattern(null);

  private final @Nullable Pattern pattern;

  private ServerNamePattern(@Nullable Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @param regex found anywhere in the path; holds a group named {@code server}
   * @throws IllegalArgumentException if it is no regular expression, or has no such group
   */
  public static ServerNamePattern of(String regex) {
    if (!regex.contains("(?<" + GROUP + ">")) {
      throw new IllegalArgumentException("it has no group (?<" + GROUP + ">…)");
    }
    return new ServerNamePattern(Pattern.compile(regex));
  }

  @Override
  public Optional<String> apply(String path) {
    if (pattern == null) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(path);
    return matcher.find()
        ? Optional.ofNullable(matcher.group(GROUP)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }
}
