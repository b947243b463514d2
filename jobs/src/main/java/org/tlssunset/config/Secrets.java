package org.tlssunset.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.tlssunset.warehouse.SparkDefaults;

/**
 * Keeps secrets where their owner alone sees them: a file that holds one, and that others can read,
 * is refused.
 */
final class Secrets {

  /** The one pattern by which Spark hides values, too. */
  private static final Pattern KEY =
      Pattern.compile(String.valueOf(SparkDefaults.builtIn().get("spark.redaction.regex")));

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private Secrets() {}

  /** Whether a setting's value is nobody's to see. */
  static boolean isSecret(String key) {
    return KEY.matcher(key).find();
  }

  /**
   * Refuses a file that gives a secret away. A file system without such rights is not judged.
   *
   * @param keys that have a value in the file
   * @throws UsageException if one of them is a secret's, and group or others can read the file
   */
  static void refuseReadable(Path file, Iterable<String> keys) {
    for (String key : keys) {
      if (isSecret(key) && isOpen(file)) {
        throw new UsageException(
            "%s holds a secret, %s, and others can read it: chmod 600 %s"
                .formatted(file, key, file));
      }
    }
  }

  private static boolean isOpen(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      return rights.stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
