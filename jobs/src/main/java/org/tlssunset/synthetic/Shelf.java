package org.tlssunset.synthetic;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Where logs go: makes their folders and files, and packs the older ones. */
final class Shelf {

  private final Path folder;
  private final ArchiveShape shape;
  private final Tally tally;

  Shelf(Path folder, ArchiveShape shape, Tally tally) {
    this.folder = folder;
    this.shape = shape;
    this.tally = tally;
  }

  /**
   * Begins a log.
   *
   * @param place its folder below the archive's
   * @param day the day of the archive, from 0, that it begins on
   */
  LogFile open(String place, String name, int day) throws IOException {
    Path into = Files.createDirectories(folder.resolve(place));
    if (day >= oldDays()) {
      Path path = into.resolve(name);
      return new LogFile(path, Files.newOutputStream(path), tally);
    }
    Path path = into.resolve(name + ".gz");
    return new LogFile(path, gzip(Files.newOutputStream(path)), tally);
  }

  private int oldDays() {
    return shape.days() == 1 ? 0 : Math.max(1, shape.days() / 7);
  }

  private static OutputStream gzip(OutputStream out) throws IOException {
    return new BufferedOutputStream(
        new GZIPOutputStream(out, 1 << 16) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        });
  }
}
