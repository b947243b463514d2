package org.tlssunset.warehouse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.tlssunset.location.Location;

/**
 * A file that is there whole or not at all: written beside its place, and moved there by {@link
 * #commit}. Closed without that, it leaves no trace.
 */
public abstract class WholeFile implements AutoCloseable {

  private final OutputStream stream;
  private boolean isCommitted;

  private WholeFile(OutputStream stream) {
    this.stream = new BufferedOutputStream(stream, 1 << 16);
  }

  /**
   * Begins to write.
   *
   * @param folder made if it is missing; local or with a Hadoop scheme
   * @param hadoop gives Hadoop's settings where they are needed
   */
  public static WholeFile in(String folder, String name, Supplier<Configuration> hadoop)
      throws IOException {
    Optional<java.nio.file.Path> local = Location.local(folder);
    return local.isPresent()
        ? local(local.get(), name)
        : remote(new Path(folder), name, hadoop.get());
  }

  public static WholeFile local(java.nio.file.Path folder, String name) throws IOException {
    java.nio.file.Path target = Files.createDirectories(folder).resolve(name);
    java.nio.file.Path beside =
        target.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
    return new WholeFile(Files.newOutputStream(beside)) {
      @Override
      public String path() {
        return target.toString();
      }

      @Override
      void move() throws IOException {
        Files.move(
            beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }

      @Override
      void discard() throws IOException {
        Files.deleteIfExists(beside);
      }
    };
  }

  /**
   * Puts a local file there, in the place of one that is.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(java.nio.file.Path file, byte[] content) throws IOException {
    java.nio.file.Path whole = file.toAbsolutePath();
    try (WholeFile beside = local(whole.getParent(), whole.getFileName().toString())) {
      beside.stream().write(content);
      beside.commit();
    }
  }

  static WholeFile remote(Path folder, String name, Configuration hadoop) throws IOException {
    FileContext store = FileContext.getFileContext(folder.toUri(), hadoop);
    Path target = new Path(folder, name);
    Path beside = new Path(folder, "." + name + "." + UUID.randomUUID() + ".tmp");
    OutputStream stream =
        store.create(
            beside,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent());
    return new WholeFile(stream) {
      @Override
      public String path() {
        return target.toString();
      }

      @Override
      void move() throws IOException {
        store.rename(beside, target, Options.Rename.OVERWRITE);
      }

      @Override
      void discard() throws IOException {
        store.delete(beside, false);
      }
    };
  }

  /** Where the file is, once it is committed. */
  public abstract String path();

  abstract void move() throws IOException;

  abstract void discard() throws IOException;

  /** Where its bytes go. */
  public OutputStream stream() {
    return stream;
  }

  /** All has been written: the file takes its place. */
  public void commit() throws IOException {
    stream.close();
    move();
    isCommitted = true;
  }

  @Override
  public void close() throws IOException {
    if (!isCommitted) {
      try {
        stream.close();
      } finally {
        discard();
      }
    }
  }
}
