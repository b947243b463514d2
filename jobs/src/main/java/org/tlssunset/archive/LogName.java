package org.tlssunset.archive;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which log: a file, or an entry of a zip archive.
 *
 * @param path the file's path
 * @param entry the entry's name; null if the file is the log
 */
public record LogName(String path, @Nullable String entry) implements Serializable {

  /** Stands between a file's path and an entry's name. */
  public static final String IN_ZIP = "!/";

  /** As the column source_file has it: {@code path}, or {@code path!/entry}. */
  public String sourceFile() {
    return entry == null ? path : path + IN_ZIP + entry;
  }
}
