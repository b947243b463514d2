package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Any text with a tab in it as a pattern and a path: no folder is passed by that holds a match. */
public final class GlobFuzz {

  private GlobFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String[] parts = new String(input, StandardCharsets.UTF_8).split("\t", 2);
    if (parts.length < 2 || !Glob.isPattern(parts[0])) {
      return;
    }
    try {
      Glob glob = Glob.of(Path.of("/" + parts[0]).normalize());
      Path path = glob.base().resolve(Path.of("/" + parts[1]).normalize().toString().substring(1));
      if (glob.matches(path)) {
        for (Path at = path; !at.equals(glob.base()); at = at.getParent()) {
          assertThat(glob.mayHold(at)).as("%s in %s", at, path).isTrue();
        }
      }
    } catch (InvalidPathException | ArchiveException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }
}
