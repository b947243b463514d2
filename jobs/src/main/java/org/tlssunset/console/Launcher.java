package org.tlssunset.console;

import java.nio.file.Path;

/** The script that started this process, to be told to whoever is to type it again. */
public final class Launcher {

  /** Set by it: the folder of the build's output, beside itself. */
  private static final String TARGET = "tls.sunset.target";

  private static final String NAME = "tls-sunset";

  private Launcher() {}

  /** As somebody types it from the folder that they are in; its name alone if it is not known. */
  public static String command() {
    String target = System.getProperty(TARGET);
    if (target == null) {
      return NAME;
    }
    Path script = Path.of(target).toAbsolutePath().resolveSibling(NAME);
    Path here = Path.of("").toAbsolutePath();
    String typed = (script.startsWith(here) ? here.relativize(script) : script).toString();
    if (!typed.contains("/")) {
      return "./" + typed;
    }
    return typed.matches("[\\w./-]+") ? typed : "'" + typed.replace("'", "'\\''") + "'";
  }
}
