package org.tlssunset.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of what is installed. */
final class Installed {

  private static final Path JOBS = Path.of("").toAbsolutePath();

  private Installed() {}

  /** Makes one below a folder, and gives its launcher. */
  static Path in(Path folder) throws IOException {
    Path jobs = Files.createDirectories(folder.resolve("jobs"));
    Path launcher = Files.copy(JOBS.resolve("tls-sunset"), jobs.resolve("tls-sunset"));
    launcher.toFile().setExecutable(true);
    Path target = Files.createDirectory(jobs.resolve("target"));
    Files.createLink(
        target.resolve("tls-sunset-jobs.jar"), JOBS.resolve("target/tls-sunset-jobs.jar"));
    for (String jars : List.of("lib", "spark")) {
      Files.createSymbolicLink(target.resolve(jars), JOBS.resolve("target").resolve(jars));
    }
    // Classes that are kept ready make no difference to these tests, and take a minute to prepare.
    Files.createFile(target.resolve("classes-" + Runtime.version().feature() + ".jsa"));
    return launcher;
  }
}
