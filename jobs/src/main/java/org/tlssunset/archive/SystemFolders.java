package org.tlssunset.archive;

import java.util.Locale;
import java.util.Set;

/**
 * Folders that Windows and Linux keep for themselves at the top of a disk. They hold no logs, and
 * who reads a disk may mostly not look into them: that is nothing to be told every night.
 */
final class SystemFolders {

  private static final Set<String> NAMES =
      Set.of("system volume information", "$recycle.bin", "lost+found");

  private SystemFolders() {}

  /** Whether a path is one of them or lies below one. */
  static boolean hold(String path) {
    for (String name : path.split("/")) {
      if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
