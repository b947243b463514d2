package org.tlssunset.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest {

  @TempDir java.nio.file.Path folder;

  private final Configuration conf = conf();

  private static Configuration conf() {
    SparkConf spark = new SparkConf(false);
    LocalDisk.use(spark);
    Configuration conf = new Configuration();
    for (String key : List.of("fs.file.impl", "fs.AbstractFileSystem.file.impl")) {
      conf.set(key, spark.get("spark.hadoop." + key));
    }
    return conf;
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private void write(FileSystem files, String name) throws IOException {
    try (FSDataOutputStream out = files.create(path(name))) {
      out.writeUTF(name);
    }
  }

  @Test
  void filesAndFoldersHaveTheRightsThatHadoopGivesThem() throws IOException {
    try (FileSystem ours = FileSystem.newInstance(URI.create("file:///"), conf);
        FileSystem theirs = FileSystem.newInstance(URI.create("file:///"), new Configuration())) {
      assertThat(ours).isInstanceOf(LocalDisk.Checked.class);
      write(ours, "ours");
      write(theirs, "theirs");
      ours.mkdirs(path("our-folder"));
      theirs.mkdirs(path("their-folder"));
      ours.setPermission(path("ours"), new FsPermission("750"));
      theirs.setPermission(path("theirs"), new FsPermission("750"));

      assertThat(rights("ours")).isEqualTo("rwxr-x---").isEqualTo(rights("theirs"));
      assertThat(rights("our-folder")).isEqualTo(rights("their-folder"));
      assertThat(rights(".ours.crc")).isEqualTo(rights(".theirs.crc"));
    }
  }

  private String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  @Test
  void nothingIsRenamedOverAFileUnlessThatIsAskedFor() throws IOException {
    FileContext files = FileContext.getFileContext(URI.create("file:///"), conf);
    Files.writeString(folder.resolve("a"), "a");
    Files.writeString(folder.resolve("b"), "b");

    assertThatThrownBy(() -> files.rename(path("a"), path("b"))).isInstanceOf(IOException.class);
    assertThat(folder.resolve("b")).hasContent("b");
    files.rename(path("a"), path("b"), Options.Rename.OVERWRITE);
    assertThat(folder.resolve("b")).hasContent("a");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void noProgramIsStarted() throws IOException {
    List<RecordedEvent> programs;
    try (Recording recording = new Recording();
        FileSystem files = FileSystem.newInstance(URI.create("file:///"), conf)) {
      recording.enable("jdk.ProcessStart").withoutStackTrace();
      recording.start();
      files.mkdirs(path("folder"));
      write(files, "folder/before");
      FileContext.getFileContext(URI.create("file:///"), conf)
          .rename(path("folder/before"), path("folder/after"), Options.Rename.OVERWRITE);
      recording.stop();
      java.nio.file.Path record = folder.resolve("record.jfr");
      recording.dump(record);
      programs = RecordingFile.readAllEvents(record);
    }

    assertThat(folder.resolve("folder/after")).exists();
    assertThat(programs).extracting(event -> event.getString("command")).isEmpty();
  }
}
