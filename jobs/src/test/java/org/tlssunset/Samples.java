package org.tlssunset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Lines that real servers wrote, kept beside the project; a clone may lack them. */
public final class Samples {

  private Samples() {}

  /** A file or folder of the samples; the calling test is skipped, and says so, without them. */
  public static Path path(String relative) {
    return shared("samples", relative);
  }

  /** The same for the small examples, one folder for each kind of oddity. */
  public static Path example(String relative) {
    return shared("cases", relative);
  }

  /** The same for Microsoft's guidance. */
  public static Path guidance() {
    return shared("guidance", "");
  }

  private static Path shared(String kind, String relative) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path samples = folder.resolve("shared").resolve(kind);
      if (Files.isDirectory(samples)) {
        return samples.resolve(relative);
      }
    }
    assumeTrue(false, "skipped: there is no folder shared/%s beside the project".formatted(kind));
    throw new IllegalStateException("unreachable");
  }
}
