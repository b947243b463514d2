package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders may be called what patterns look like: who means them is told what to write. */
class GlobCureTest {

  @TempDir private Path folder;

  private List<ArchiveFile> list(String path) {
    return Archive.list(List.of(path), new Stores(Map.of())).files();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{2026}/*.log | \\{2026\\}/*.log",
        "[new]/*/*.log | \\[new\\]/*/*.log",
        "a[b/*.log | a\\[b/*.log",
        "what?/[new]/*.log | what\\?/\\[new\\]/*.log",
      })
  void whatToWriteIsTold(String pattern, String cure) throws IOException {
    Path named = folder.resolve(pattern.replace("*/", "x/").replace("*.log", "u.log"));
    Files.createDirectories(named.getParent());
    Files.writeString(named, "x");

    assertThatThrownBy(() -> list(folder + "/" + pattern))
        .isInstanceOf(ArchiveException.class)
        .hasMessageEndingWith(
            ": to take what is there by its name, write '%s/%s'".formatted(folder, cure));

    assertThat(list(folder + "/" + cure))
        .extracting(ArchiveFile::path)
        .containsExactly(named.toString());
  }
}
