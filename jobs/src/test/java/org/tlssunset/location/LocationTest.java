package org.tlssunset.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/a b%20[1] é",
        "file:/data/a b%20[1] é",
        "file:///data/a b%20[1] é",
        "FILE://localhost/data/a b%20[1] é/",
        "/data/x/../a b%20[1] é"
      })
  void aLocalPathIsTakenLetterByLetter(String location) {
    assertThat(Location.local(location)).contains(Path.of("/data/a b%20[1] é"));
  }

  @Test
  void aRelativePathBeginsAtTheCurrentFolder() {
    assertThat(Location.local("tables")).contains(Path.of("tables").toAbsolutePath());
    assertThat(Location.local("a:b")).contains(Path.of("a:b").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://nn/data", "s3a://bucket/tables", "abfss:/data"})
  void anotherSchemeIsNotLocal(String location) {
    assertThat(Location.local(location)).isEmpty();
  }

  @Test
  void anotherMachinesFileIsNoPath() {
    assertThatThrownBy(() -> Location.local("file://ex01/data"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ex01")
        .hasMessageContaining("file:///path");
  }
}
