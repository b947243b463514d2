package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a local disk has: links, pipes, names that are no text. */
class LocalStoreTest {

  @TempDir private Path folder;

  @Test
  void linksThatLoopEnd() throws IOException {
    write("a/b/x.log");
    link("a/b/up", "..");
    link("a/b/here", ".");
    Archive.Listing listing = list("");
    assertThat(below(listing)).containsExactly("a/b/x.log");
    assertThat(listing.unlisted()).isEmpty();
  }

  @Test
  void aFileThatLinksLeadToIsListedOnceUnderItsOwnName() throws IOException {
    write("z/x.log");
    link("a", "z");
    link("current.log", "z/x.log");
    Files.createLink(folder.resolve("z/y.log"), folder.resolve("z/x.log"));
    assertThat(below(list(""))).containsExactly("z/x.log");
    assertThat(below(list("/a", "/current.log", "/z"))).containsExactly("z/x.log");
  }

  @Test
  void aFileThatOnlyALinkLeadsToIsListedUnderTheLink(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("x.log"), "x");
    Files.createSymbolicLink(folder.resolve("EXCH01"), elsewhere);
    assertThat(below(list(""))).containsExactly("EXCH01/x.log");
    assertThat(below(list("/EXCH01"))).containsExactly("EXCH01/x.log");
  }

  @Test
  void theFolderAboveALinksTargetIsMeant(@TempDir Path elsewhere) throws IOException {
    Files.createDirectory(elsewhere.resolve("deep"));
    Files.writeString(elsewhere.resolve("there.log"), "x");
    write("here.log");
    Files.createSymbolicLink(folder.resolve("link"), elsewhere.resolve("deep"));
    assertThat(list("/link/..").files())
        .extracting(ArchiveFile::path)
        .containsExactly(elsewhere.toRealPath().resolve("there.log").toString());
  }

  @Test
  void linksToNothingAreNamed() throws IOException {
    write("x.log");
    link("dangling.log", "gone.log");
    link("itself.log", "itself.log");
    link(".dangling", "gone.log");
    Archive.Listing listing = list("");
    assertThat(below(listing)).containsExactly("x.log");
    assertThat(listing.unlisted())
        .containsExactlyInAnyOrder(
            unlisted("dangling.log", "is a link to nothing: mend it or take it away"),
            unlisted("itself.log", "is a link to nothing: mend it or take it away"));
    assertThatThrownBy(() -> list("/dangling.log"))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(folder + "/dangling.log does not exist: check the path");
  }

  @Test
  void pipesAreNamedAndNotWaitedFor() throws Exception {
    write("x.log");
    run("mkfifo '" + folder + "/pipe.log'");
    Archive.Listing listing = list("");
    assertThat(below(listing)).containsExactly("x.log");
    assertThat(listing.unlisted())
        .containsExactly(unlisted("pipe.log", "is neither a file nor a folder: take it away"));
    assertThatThrownBy(() -> list("/pipe.log"))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(
            folder + "/pipe.log is neither a file nor a folder: copy what it holds to a file");
    assertThat(below(list("/*.log", "/x.log"))).containsExactly("x.log");
  }

  @Test
  void namesThatAreNoTextAreNamed() throws Exception {
    write("x.log");
    run(
        "cd '%s'; d=$(printf 'd\\377'); mkdir \"$d\"; cp x.log \"$d/z.log\"; cp x.log \"$d.log\""
            .formatted(folder));
    Archive.Listing listing = list("");
    assertThat(below(listing)).containsExactly("x.log");
    assertThat(listing.unlisted())
        .hasSize(2)
        .extracting(Archive.Unlisted::reason)
        .containsOnly(
            "has a name that is no text here: set LC_ALL=C.UTF-8, or give it another name");
  }

  @Test
  void patternsLookOnlyWhereSomethingMayMatch() throws IOException {
    write("2024-03/x.log");
    Files.createDirectories(folder.resolve("2025-01/deep"));
    link("2025-01/deep/dangling", "gone");
    link("2024-03/dangling", "gone");
    assertThat(list("/2024*/*.log").unlisted()).isEmpty();
    Glob glob = Glob.of(Path.of("/a/b*/c/*.log"));
    assertThat(glob.base()).isEqualTo(Path.of("/a"));
    assertThat(glob.mayHold(Path.of("/a/b1"))).isTrue();
    assertThat(glob.mayHold(Path.of("/a/x"))).isFalse();
    assertThat(glob.mayHold(Path.of("/a/b1/c"))).isTrue();
    assertThat(glob.mayHold(Path.of("/a/b1/d"))).isFalse();
    assertThat(glob.mayHold(Path.of("/a/b1/c/folder.log/deep/er"))).isTrue();
    assertThat(Glob.of(Path.of("/a/**/c")).mayHold(Path.of("/a/x/y/z"))).isTrue();
    assertThat(Glob.of(Path.of("/*.log")).mayHold(Path.of("/proc"))).isFalse();
    assertThat(Glob.of(Path.of("/{a/b,c}/d*")).mayHold(Path.of("/a"))).isTrue();
  }

  @Test
  void schemesOfTheLocalDiskAreUnderstood() throws IOException {
    Path file = write("two words#1.log");
    for (String scheme :
        new String[] {"file:", "file://", "FILE:", "file://localhost", "File:///"}) {
      String path = scheme + (scheme.endsWith("///") ? file.toString().substring(1) : file);
      assertThat(Stores.DEFAULT.of(path)).isInstanceOf(LocalStore.class);
      assertThat(Archive.list(List.of(path), Stores.DEFAULT).files())
          .extracting(ArchiveFile::path)
          .containsExactly(file.toString());
    }
    assertThatThrownBy(() -> Archive.list(List.of("file://server" + file), Stores.DEFAULT))
        .isInstanceOf(ArchiveException.class)
        .hasMessageEndingWith("is on another machine, server: write file:///path for this one's");
    assertThatThrownBy(() -> Archive.list(List.of("nul\0"), Stores.DEFAULT))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("is no path");
    assertThat(Stores.DEFAULT.of("s3a://bucket/line\nend")).isInstanceOf(HadoopStore.class);
    assertThat(Stores.DEFAULT.of("C:/logs")).isInstanceOf(LocalStore.class);
  }

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), Path.of(target));
  }

  private static void run(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", script).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private Archive.Listing list(String... below) {
    List<String> paths = Arrays.stream(below).map(each -> folder + each).toList();
    return Archive.list(paths, Stores.DEFAULT);
  }

  private List<String> below(Archive.Listing listing) {
    return listing.files().stream()
        .map(file -> file.path().substring(folder.toString().length() + 1))
        .toList();
  }

  private Archive.Unlisted unlisted(String name, String reason) {
    return new Archive.Unlisted(folder.resolve(name).toString(), reason);
  }
}
