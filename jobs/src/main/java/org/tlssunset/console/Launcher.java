package org.tlssunset.console;

import java.nio.file.Path;
import java.util.Optional;

/** The script that started this process, to be told to whoever is to type it again. */
public final class Launcher {

  /** Set by it: the folder of the build's output, beside itself. */
  private static final String TARGET = "tls.sunset.target";

  private static final String NAME = "tls-sunset";

  private Launcher() {}

  /** As somebody types it from the folder that they are in; its name alone if it is not known. */
  public static String command() {
    if (script().isEmpty()) {
      return NAME;
    }
    Path script = script().get();
    Path here = Path.of("").toAbsolutePath();
    String typed = (script.startsWith(here) ? here.relativize(script) : script).toString();
    if (!typed.contains("/")) {
      return "./" + typed;
    }
    return typed.matches("[\\w./-]+") ? typed : quoted(typed);
  }

  /** Where it lies; empty if nobody says so. */
  public static Optional<Path> script() {
    return target().map(target -> target.toAbsolutePath().resolveSibling(NAME).normalize());
  }

  /** The folder of the build's output; empty if nobody says which. */
  public static Optional<Path> target() {
    return Optional.ofNullable(System.getProperty(TARGET)).map(Path::of);
  }

  /** A text as a shell takes it for one word, letter by letter. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
