package org.tlssunset.synthetic;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip archive of several logs, which are written at the same time and packed as they end. */
final class ZipBundle {

  private static final LocalDateTime PACKED_AT = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Path path;
  private final ZipOutputStream zip;
  private int entries;

  ZipBundle(Path path) throws IOException {
    this.path = path;
    zip = new ZipOutputStream(Files.newOutputStream(path));
    zip.setLevel(Deflater.BEST_SPEED);
    begin("logs/");
  }

  /** What the truth calls an entry. */
  Path entry(String name) {
    return Path.of(path + "!/" + name);
  }

  /** A stream whose bytes become an entry when it is closed. */
  OutputStream open(String name) throws IOException {
    Path spool = path.resolveSibling("." + path.getFileName() + "." + entries++);
    return new FilterOutputStream(Files.newOutputStream(spool)) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        super.close();
        begin(name);
        Files.copy(spool, zip);
        zip.closeEntry();
        Files.delete(spool);
      }
    };
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(PACKED_AT);
    zip.putNextEntry(entry);
  }

  void close() throws IOException {
    zip.close();
  }
}
