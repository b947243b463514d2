package org.tlssunset.steps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tlssunset.config.UsageException;
import org.tlssunset.schema.Tables;

/**
 * Whose the tables on the local disk are. What root adds to another user's would be root's: that
 * user could not go on with them, and every night from then on would fail.
 */
final class TablesOwner {

  private static final int ROOT = 0;

  /** Whoever the system cannot tell, as on shares that know no root. */
  private static final int NOBODY = 65534;

  private TablesOwner() {}

  /**
   * Refuses root, where the tables are another user's.
   *
   * @param command what root wants to do
   */
  static void refuseRoot(String warehouse, String command) {
    Optional<Path> local = WritableFolder.local(warehouse);
    if (local.isEmpty()) {
      return;
    }
    Path table = local.get().resolve(Tables.INGESTED_FILES.name());
    try {
      int owner = number(table);
      if (number(Path.of("/proc/self")) == ROOT && owner != ROOT && owner != NOBODY) {
        String name = Files.getOwner(table).getName();
        throw new UsageException(
            "the tables in %s belong to %s, who could not go on with what root adds: type %s jobs/tls-sunset %s …, or make them root's (chown -R root '%s')"
                .formatted(
                    local.get(),
                    name,
                    name.equals(String.valueOf(owner))
                        ? "setpriv --reuid=%s --regid=%s --clear-groups"
                            .formatted(name, Files.getAttribute(table, "unix:gid"))
                        : "runuser -u %s --".formatted(name),
                    command,
                    local.get()));
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return; // no tables yet, or a system without such numbers
    }
  }

  private static int number(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
