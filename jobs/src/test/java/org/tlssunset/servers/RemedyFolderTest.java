package org.tlssunset.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.servers.registry.ExportName;
import org.tlssunset.servers.registry.Exports;

/** Where the files stand that mend servers. */
class RemedyFolderTest {

  private static final String NOTHING_SET =
      """
      Windows Registry Editor Version 5.00

      [%s\\Protocols]

      """
          .formatted(RegistryModel.SCHANNEL);

  @TempDir private Path folder;

  private static List<ServerSettings> servers(String... names) throws IOException {
    List<Export> exports = new ArrayList<>();
    for (String name : names) {
      exports.addAll(
          Exports.read(
                  new ExportName("x.reg", name, LocalDate.of(2024, 5, 1)),
                  new StringReader(NOTHING_SET))
              .exports());
    }
    return ServerSettings.of(exports, Inventory.NONE);
  }

  private RemedyFolder write(String... names) throws IOException {
    return RemedyFolder.write(
        folder.resolve("fix"), servers(names), List.of(TlsVersion.TLS1_0, TlsVersion.TLS1_1));
  }

  private List<String> folders() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("fix"))) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void noNameLeadsElsewhere() throws IOException {
    write("..\\evil/x", "/etc/passwd", "..", "C:\\Windows", "EX01\n", "x".repeat(500));

    assertThat(folders()).hasSize(6).allMatch(name -> name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*"));
    assertThat(folders()).contains("_.");
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).containsExactly(folder.resolve("fix"));
    }
  }

  @Test
  void namesThatComeToTheSameHaveFoldersOfTheirOwn() throws IOException {
    RemedyFolder remedy = write("a/b", "a\\b", "A_B");

    assertThat(folders()).hasSize(3);
    assertThat(remedy.written().stream().map(each -> each.file().getParent()).distinct())
        .as("none has taken another's place")
        .hasSize(3);
    assertThat(remedy.written()).hasSize(9).allMatch(each -> Files.exists(each.file()));
  }

  /** The way back is needed most once the version is off. */
  @Test
  void onlyItsOwnFilesGoAndTheWayBackStays() throws IOException {
    Path its = Files.createDirectories(folder.resolve("fix/EX01/retire"));
    for (String name : List.of("EX01_2024-05-01.reg", "TLS10-Disable.reg", "SSL30-Undo.reg")) {
      Files.writeString(its.resolve(name), "");
    }

    RemedyFolder remedy = write("EX01");

    assertThat(remedy.refused()).hasSize(1).first().asString().startsWith("EX01 is not ");
    try (Stream<Path> left = Files.list(its)) {
      assertThat(left)
          .containsExactlyInAnyOrder(
              its.resolve("EX01_2024-05-01.reg"), its.resolve("SSL30-Undo.reg"));
    }
  }
}
