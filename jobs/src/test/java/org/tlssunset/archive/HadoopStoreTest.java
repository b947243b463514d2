package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Hadoop's ways of failing come out. */
class HadoopStoreTest {

  private static final Stores LOCKED =
      new Stores(
          Map.of("fs.locked.impl", Locked.class.getName(), "fs.locked.impl.disable.cache", "true"));

  @TempDir private java.nio.file.Path folder;

  /** A store in which nobody may list the folders named {@code locked}. */
  public static final class Locked extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("locked:///");
    }

    @Override
    public String getScheme() {
      return "locked";
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
      if (path.getName().equals("locked")) {
        throw new AccessControlException("Permission denied: user=joe, access=READ_EXECUTE");
      }
      return Arrays.stream(super.listStatus(path)).map(Locked::plain).toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      return plain(super.getFileStatus(path));
    }

    /** Without the permissions, which the base class finds out for its own scheme alone. */
    private static FileStatus plain(FileStatus status) {
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          1,
          status.getBlockSize(),
          status.getModificationTime(),
          status.getPath());
    }
  }

  @Test
  void aFolderThatMayNotBeListedIsNamedAndTheOthersCount() throws IOException {
    for (String name : new String[] {"a/x.log", "b/locked/y.log", "b/z.log", "_l/locked/x.log"}) {
      java.nio.file.Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    Archive.Listing listing = Archive.list(List.of("locked:" + folder), LOCKED);
    assertThat(listing.files())
        .extracting(ArchiveFile::path)
        .containsExactly("locked:" + folder + "/a/x.log", "locked:" + folder + "/b/z.log");
    assertThat(listing.unlisted())
        .containsExactly(
            new Archive.Unlisted(
                "locked:" + folder + "/b/locked",
                "may not be read: give the user that runs this the right to"));
    assertThatThrownBy(() -> Archive.list(List.of("locked:" + folder + "/b/locked"), LOCKED))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(
            "locked:"
                + folder
                + "/b/locked may not be read: give the user that runs this the right to");
  }

  @Test
  void aSchemeThatNobodyKnowsIsSaid() {
    assertThatThrownBy(() -> Archive.list(List.of("gopher://host/x"), Stores.DEFAULT))
        .isInstanceOf(ArchiveException.class)
        .hasMessage(
            "gopher://host/x cannot be listed (No FileSystem for scheme \"gopher\"):"
                + " check the path, the connection and the credentials");
    assertThatThrownBy(() -> Archive.list(List.of("hdfs:///x"), Stores.DEFAULT))
        .isInstanceOf(ArchiveException.class)
        .hasMessageStartingWith("hdfs:///x cannot be listed (");
  }

  @Test
  void logsAreReadThroughIt() throws IOException {
    Files.write(folder.resolve("a.log"), IisText.clean(50));
    Files.write(folder.resolve("b.zip"), Packing.ZIP.pack(IisText.clean(60)));
    Archive.Listing listing = Archive.list(List.of("locked:" + folder), LOCKED);
    Reading reading = new Reading();
    LogReader reader = Reading.reader(LOCKED);
    for (ArchiveFile file : listing.files()) {
      reader.read(file, reading);
      assertThat(reading.last().end()).isEqualTo(Reading.DONE);
      assertThat(reading.last().name().path()).isEqualTo(file.path());
    }
    assertThat(reading.last().counts().used()).isEqualTo(60);
  }
}
