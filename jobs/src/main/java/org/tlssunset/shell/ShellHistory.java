package org.tlssunset.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the shell remembers what was typed, as the XDG Base Directory Specification has it. */
public final class ShellHistory {

  private ShellHistory() {}

  /**
   * The file, in a folder that is there.
   *
   * @param environment the process's
   * @return null if there is no place for it
   */
  public static @Nullable Path file(Map<String, String> environment, @Nullable String home) {
    String state = environment.get("XDG_STATE_HOME");
    if (state == null && (home == null || home.isBlank())) {
      return null;
    }
    Path folder =
        (state == null ? Path.of(home, ".local", "state") : Path.of(state)).resolve("tls-sunset");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return null; // what cannot be remembered is forgotten
    }
    return Files.isWritable(folder) ? folder.resolve("sql_history") : null;
  }
}
