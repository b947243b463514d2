package org.tlssunset.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsPathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "C:\\inetpub\\logs | give '/mnt/c/inetpub/logs'",
        "d:/logs | give '/mnt/d/logs'",
        "C:logs | give '/mnt/c/'", // the shell took the backslash
        "\\\\EX01\\d$\\logs | //EX01/d$' /mnt/EX01) and give '/mnt/EX01/logs'",
        "//EX01/d$ | //EX01/d$' /mnt/EX01) and give '/mnt/EX01'",
        "smb://EX01/d$/logs | //EX01/d$' /mnt/EX01) and give '/mnt/EX01/logs'",
        "\\EX01d$ | //SERVER/SHARE'",
      })
  void isTold(String path, String cure) {
    assertThat(WindowsPath.cure(path)).get().asString().startsWith(path).contains(cure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/archive", "archive/C:/x", "hdfs://nn/logs", "file:///a", "a\\b", "//"})
  void othersAreNone(String path) {
    assertThat(WindowsPath.cure(path)).isEmpty();
  }

  @Test
  void whatIsThereIsTakenAsItIs(@TempDir Path folder) {
    assertThat(WindowsPath.cure("/" + folder)).isEmpty(); // begins with two slashes
    assertThat(WindowsPath.cure("/" + folder.resolve("none"))).isPresent();
  }
}
