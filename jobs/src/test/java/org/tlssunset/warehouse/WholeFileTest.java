package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is there whole or not at all, on the local disk and where Hadoop reaches. */
class WholeFileTest {

  private static final byte[] TEXT = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private WholeFile begin(boolean isLocal) throws IOException {
    String place = folder.resolve("a b").toString();
    return isLocal
        ? WholeFile.in(place, "x.csv", Configuration::new)
        : WholeFile.remote(
            new org.apache.hadoop.fs.Path("file://" + place), "x.csv", new Configuration());
  }

  /** The files that a reader of the folder sees; Hadoop keeps checksums beside its own. */
  private Stream<String> files() throws IOException {
    return Files.list(folder.resolve("a b"))
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.endsWith(".crc"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesItsPlaceWhenCommitted(boolean isLocal) throws IOException {
    for (String content : new String[] {"old and longer", "new"}) {
      try (WholeFile file = begin(isLocal)) {
        file.stream().write(content.getBytes(StandardCharsets.UTF_8));
        file.commit();
      }
    }

    assertThat(folder.resolve("a b/x.csv")).hasContent("new");
    assertThat(files()).containsExactly("x.csv");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesTheOldOneWhenItIsGivenUp(boolean isLocal) throws IOException {
    Files.createDirectory(folder.resolve("a b"));
    Files.writeString(folder.resolve("a b/x.csv"), "old");

    try (WholeFile file = begin(isLocal)) {
      file.stream().write(TEXT);
      assertThat(folder.resolve("a b/x.csv")).hasContent("old");
    }

    assertThat(folder.resolve("a b/x.csv")).hasContent("old");
    assertThat(files()).containsExactly("x.csv");
  }

  @Test
  void aFileSchemeIsTheLocalDisk() throws IOException {
    try (WholeFile file = WholeFile.in(folder.toUri().toString(), "x.csv", Configuration::new)) {
      file.stream().write(TEXT);
      file.commit();
      assertThat(file.path()).isEqualTo(folder.resolve("x.csv").toString());
    }

    assertThat(folder.resolve("x.csv")).hasContent("new");
  }
}
