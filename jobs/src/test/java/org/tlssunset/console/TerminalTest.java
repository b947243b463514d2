package org.tlssunset.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

  @TempDir private Path folder;

  private Path link(String target) throws IOException {
    return Files.createSymbolicLink(folder.resolve("fd"), Path.of(target));
  }

  @Test
  void onlyPipesAndFilesAreSurelyNoTerminal() throws IOException {
    assertThat(Terminal.isPipeOrFile(link("/dev/tty"))).isFalse();
    Files.delete(folder.resolve("fd"));
    assertThat(Terminal.isPipeOrFile(link("pipe:[4711]"))).isTrue();
    Files.delete(folder.resolve("fd"));
    assertThat(Terminal.isPipeOrFile(link(Files.createFile(folder.resolve("a")).toString())))
        .isTrue();
    assertThat(Terminal.isPipeOrFile(folder.resolve("none"))).isFalse();
  }
}
