package org.tlssunset.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at what a command prints. */
public final class Terminal {

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
}
