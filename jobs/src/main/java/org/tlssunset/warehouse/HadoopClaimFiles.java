package org.tlssunset.warehouse;

import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * On HDFS, where the NameNode makes a new file in one step, and on S3, where an object is written
 * on the condition that there is none ({@code If-None-Match: *}). Whether another store has one of
 * the two is for whoever runs it to know.
 */
final class HadoopClaimFiles implements ClaimFiles {

  /** Some servers look whether there is an object and then write it, in two steps. */
  private static final long SETTLING_MILLIS = 300;

  private final FileSystem store;
  private final Path folder;

  HadoopClaimFiles(String folder, Configuration settings) throws IOException {
    this.folder = new Path(folder);
    store = this.folder.getFileSystem(settings);
  }

  @Override
  public List<Long> numbers() throws IOException {
    try {
      return Arrays.stream(store.listStatus(folder))
          .map(file -> ClaimFiles.number(file.getPath().getName()))
          .filter(number -> number > 0)
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  @Override
  public boolean create(long number, String text) throws IOException {
    Path file = file(number);
    boolean isObject = store.hasPathCapability(file, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
    FSDataOutputStreamBuilder<?, ?> creating = store.createFile(file).recursive();
    if (isObject) {
      creating.overwrite(true).must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    } else {
      creating.overwrite(false);
    }
    try {
      write(creating, text);
    } catch (IOException e) {
      if (!store.exists(file)) {
        throw e;
      }
      // A request that was repeated, because its answer was lost, finds what it has written itself.
      return read(number).equals(text);
    }
    return !isObject || isStillThere(number, text);
  }

  /** Whether nobody has written over it at the same moment, where the store let that happen. */
  private boolean isStillThere(long number, String text) throws IOException {
    try {
      Thread.sleep(SETTLING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    return read(number).equals(text);
  }

  @Override
  public void replace(long number, String text) throws IOException {
    write(store.createFile(file(number)).recursive().overwrite(true), text);
  }

  private static void write(FSDataOutputStreamBuilder<?, ?> file, String text) throws IOException {
    try (FSDataOutputStream out = (FSDataOutputStream) file.build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public String read(long number) throws IOException {
    try (InputStream in = store.open(file(number))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public long writtenAt(long number) throws IOException {
    return store.getFileStatus(file(number)).getModificationTime();
  }

  @Override
  public long now() throws IOException {
    // Of one's own: HDFS lets nobody write what another is writing.
    Path clock = new Path(folder, CLOCK + "-" + UUID.randomUUID());
    try {
      write(store.createFile(clock).recursive().overwrite(true), "now");
      return store.getFileStatus(clock).getModificationTime();
    } finally {
      store.delete(clock, false);
    }
  }

  @Override
  public void delete(long number) throws IOException {
    store.delete(file(number), false);
  }

  private Path file(long number) {
    return new Path(folder, ClaimFiles.name(number));
  }
}
