package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does alike. */
class StoreContractTest {

  private static final String[] ODD_NAMES = {
    "two words.log",
    " leading and trailing ",
    "line\nend.log",
    "wave 😀 é.log",
    "hash#1.log",
    "percent%20%.log",
    "question?.log",
    "star*.log",
    "[a-b].log",
    "{a,b}.log",
    "plus+&=~!$'()@;,.log",
    "back\\slash.log"
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void allFilesBelowAFolderAreListedInOrder(StoreKind kind) throws IOException {
    write("W3SVC1/u_ex2.log", "12345");
    write("W3SVC1/u_ex1.log", "1");
    write("W3SVC1/deep/er/x", "");
    write("a.log", "123");
    Files.createDirectory(folder.resolve("empty"));
    Archive.Listing listing = list(kind, "");
    assertThat(below(listing))
        .containsExactly("W3SVC1/deep/er/x", "W3SVC1/u_ex1.log", "W3SVC1/u_ex2.log", "a.log");
    assertThat(listing.files()).extracting(ArchiveFile::size).containsExactly(0L, 1L, 5L, 3L);
    assertThat(listing.unlisted()).isEmpty();
    assertThat(list(kind, "/").files()).isEqualTo(listing.files());
    assertThat(list(kind, "/empty/../.").files()).isEqualTo(listing.files());
  }

  @ParameterizedTest
  @EnumSource
  void timesAreMillisecondsOfTheFile(StoreKind kind) throws IOException {
    Path file = write("a.log", "x");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_709_535_600_123L));
    assertThat(list(kind, "/a.log").files())
        .extracting(ArchiveFile::modifiedAt)
        .containsExactly(1_709_535_600_123L);
  }

  @ParameterizedTest
  @EnumSource
  void bookkeepingIsLeftOutUnlessItIsGiven(StoreKind kind) throws IOException {
    write("a.log", "x");
    write(".hidden.log", "x");
    write("_SUCCESS.log", "x");
    write("_temporary/0/b.log", "x");
    write(".snapshot/c.log", "x");
    write("d.log.crc", "x");
    assertThat(below(list(kind, ""))).containsExactly("a.log");
    assertThat(below(list(kind, "/*"))).containsExactly("a.log");
    assertThat(below(list(kind, "/**.log"))).containsExactly("a.log");
    assertThat(below(list(kind, "/_SUCCESS.log"))).containsExactly("_SUCCESS.log");
    assertThat(below(list(kind, "/_temporary"))).containsExactly("_temporary/0/b.log");
  }

  @ParameterizedTest
  @EnumSource
  void aStoreThatLiesInAHiddenFolderIsRead(StoreKind kind) throws IOException {
    write(".archive/_x/a.log", "x");
    write(".archive/_x/b.log", "x");
    assertThat(below(list(kind, "/.archive/_x"))).hasSize(2);
    assertThat(below(list(kind, "/.archive/_x/*.log"))).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void namesAreTakenLetterByLetter(StoreKind kind) throws IOException {
    int written = 0;
    for (String name : ODD_NAMES) {
      boolean isSplitByHadoop = kind == StoreKind.HADOOP && name.contains("\\");
      if (!isSplitByHadoop && isNameHere(name)) {
        write("in " + name + "/" + name, name);
        written++;
      }
    }
    Archive.Listing all = list(kind, "");
    assertThat(all.files()).hasSize(written);
    assertThat(written).isGreaterThan(8);
    for (ArchiveFile file : all.files()) {
      String plain = StoreKind.plain(file);
      String name = plain.substring(plain.lastIndexOf('/') + 1);
      try (InputStream in = kind.store().open(file, 0)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(name);
      }
      assertThat(list(kind, "/in " + name + "/" + name).files()).containsExactly(file);
      assertThat(list(kind, "/in " + name).files()).containsExactly(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatExistsIsNoPattern(StoreKind kind) throws IOException {
    write("[ab]/x*.log", "literal");
    write("a/x1.log", "matched");
    assertThat(below(list(kind, "/[ab]/x*.log"))).containsExactly("[ab]/x*.log");
    assertThat(below(list(kind, "/[ab]"))).containsExactly("[ab]/x*.log");
    assertThat(below(list(kind, "/[a]/x*.log"))).containsExactly("a/x1.log");
  }

  @ParameterizedTest
  @EnumSource
  void patternsMatchFilesAndFolders(StoreKind kind) throws IOException {
    write("2024-03/W3SVC1/u_ex1.log", "x");
    write("2024-03/W3SVC2/u_ex2.log", "x");
    write("2024-04/W3SVC1/u_ex3.log", "x");
    write("2025-01/u_ex4.log.gz", "x");
    assertThat(below(list(kind, "/2024-*"))).hasSize(3);
    assertThat(below(list(kind, "/2024-0[3]"))).hasSize(2);
    assertThat(below(list(kind, "/*/W3SVC1"))).hasSize(2);
    assertThat(below(list(kind, "/202?-0{3,4}/W3SVC1/*.log"))).hasSize(2);
    assertThat(below(list(kind, "/{2024-04/W3SVC1,2025-01}/*"))).hasSize(2);
    assertThat(below(list(kind, "/**/u_ex*"))).hasSize(4);
    assertThat(below(list(kind, "/**/W3SVC2/*.log"))).containsExactly("2024-03/W3SVC2/u_ex2.log");
    assertThat(below(list(kind, "/**.gz"))).containsExactly("2025-01/u_ex4.log.gz");
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsNothingIsSaid(StoreKind kind) throws IOException {
    Files.createDirectories(folder.resolve("empty/empty"));
    write("bookkeeping/.x", "x");
    for (String below : new String[] {"/empty", "/bookkeeping"}) {
      assertThatThrownBy(() -> list(kind, below))
          .isInstanceOf(ArchiveException.class)
          .hasMessage(kind.path(folder, below) + " holds no files: check the path");
    }
    for (String below : new String[] {"/*.log", "/emp*", "/nowhere/*", "/**/*.log", "/no/**"}) {
      assertThatThrownBy(() -> list(kind, below))
          .isInstanceOf(ArchiveException.class)
          .hasMessage(kind.path(folder, below) + " matches no file: check the pattern");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsSaid(StoreKind kind) {
    assertThatThrownBy(() -> list(kind, "/gone"))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(kind.path(folder, "/gone") + " does not exist: check the path");
    assertThatThrownBy(() -> list(kind, "/x/[a"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("check");
  }

  @ParameterizedTest
  @EnumSource
  void aFileGivenTwiceIsListedOnce(StoreKind kind) throws IOException {
    write("a/x.log", "x");
    List<String> paths =
        List.of(
            kind.path(folder, ""),
            kind.path(folder, "/a"),
            kind.path(folder, "/a/../a/x.log"),
            kind.path(folder, "/a/*.log"));
    assertThat(below(Archive.list(paths, path -> kind.store(), IgnorePatterns.NONE)))
        .containsExactly("a/x.log");
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreReadAsListed(StoreKind kind) throws IOException {
    Path file = write("a.log", "0123456789");
    ArchiveFile listed = list(kind, "/a.log").files().get(0);
    Files.writeString(file, "0123456789 and more");
    for (int from = 0; from <= 10; from++) {
      try (InputStream in = kind.store().open(listed, from)) {
        assertThat(in.readAllBytes()).asString().isEqualTo("0123456789".substring(from));
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShorterFileIsNoWholeOne(StoreKind kind) throws IOException {
    Path file = write("a.log", "0123456789");
    ArchiveFile listed = list(kind, "/a.log").files().get(0);
    Files.writeString(file, "0123");
    try (InputStream in = kind.store().open(listed, 0)) {
      assertThat(in.readNBytes(4)).hasSize(4);
      assertThatThrownBy(in::read)
          .isInstanceOf(EOFException.class)
          .hasMessage("6 bytes fewer than it was listed with");
    }
    Files.delete(file);
    assertThatThrownBy(() -> kind.store().open(listed, 0))
        .isInstanceOf(IOException.class)
        .satisfies(
            e -> assertThat(Failure.of((IOException) e)).isEqualTo("is gone since it was listed"));
  }

  @ParameterizedTest
  @EnumSource
  void aChannelGoesToAndFro(StoreKind kind) throws IOException {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    Files.write(folder.resolve("a.bin"), bytes);
    ArchiveFile listed = list(kind, "/a.bin").files().get(0);
    SeekableByteChannel channel = kind.store().openChannel(listed);
    try (channel) {
      assertThat(channel.size()).isEqualTo(bytes.length);
      for (int at : new int[] {0, 199_999, 70_000, 3, 100_000}) {
        ByteBuffer into = ByteBuffer.allocate(Math.min(90_000, bytes.length - at));
        channel.position(at);
        while (into.hasRemaining()) {
          assertThat(channel.read(into)).isPositive();
        }
        assertThat(channel.position()).isEqualTo(at + into.position());
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(bytes, at, at + into.position()));
      }
      channel.position(200_000);
      assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOf(NonWritableChannelException.class);
      assertThat(channel.isOpen()).isTrue();
    }
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }

  /** Where names are bytes of a small character set, not all can be written. */
  private static boolean isNameHere(String name) {
    try {
      return Path.of(name).toString().equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Archive.Listing list(StoreKind kind, String below) {
    return Archive.list(
        List.of(kind.path(folder, below)), path -> kind.store(), IgnorePatterns.NONE);
  }

  private List<String> below(Archive.Listing listing) {
    return listing.files().stream()
        .map(file -> StoreKind.plain(file).substring(folder.toString().length() + 1))
        .toList();
  }
}
