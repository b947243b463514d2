package org.tlssunset.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tlssunset.config.UsageException;
import org.tlssunset.console.FailedException;
import org.tlssunset.location.Location;

/** Folders that a run is going to write to: what can be known of them before Spark starts. */
public final class WritableFolder {

  private WritableFolder() {}

  /**
   * Fails where nothing can be written, as far as that is cheap to know.
   *
   * @param option the option that the path was given with
   */
  public static void refuseOther(String option, String path) {
    Optional<Path> local = local(path);
    if (local.isEmpty()) {
      return;
    }
    Path folder = local.get();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new FailedException(
          "nothing can be written to %s: give this user the right to, or choose another %s"
              .formatted(folder, option));
    }
  }

  static Optional<Path> local(String path) {
    try {
      return Location.local(path);
    } catch (IllegalArgumentException e) { // InvalidPathException among them
      throw new UsageException("%s is no path: %s".formatted(path, e.getMessage()), e);
    }
  }
}
