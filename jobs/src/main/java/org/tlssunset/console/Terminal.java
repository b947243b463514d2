package org.tlssunset.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what a command prints, and types what it reads. */
public final class Terminal {

  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private Terminal() {}

  /** Text for standard output: as it is for a pipe or a file, harmless for all else. */
  public static String shown(String text) {
    return isPipeOrFile(STANDARD_OUTPUT) ? text : HarmlessText.of(text);
  }

  /**
   * Whether a process's descriptor is surely no terminal.
   *
   * @param descriptor a link to what it is open on
   */
  static boolean isPipeOrFile(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:[")
          || Files.isRegularFile(descriptor);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whether standard input is a terminal; Java tells only if standard output is one, too. */
  public static boolean isTyped() {
    return isTerminal(STANDARD_INPUT);
  }

  /** Whether somebody types, and sees what is answered. */
  public static boolean isInteractive() {
    return isTerminal(STANDARD_INPUT) && isTerminal(STANDARD_OUTPUT);
  }

  private static boolean isTerminal(Path descriptor) {
    try {
      String open = Files.readSymbolicLink(descriptor).toString();
      return open.startsWith("/dev/pts/") || open.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
