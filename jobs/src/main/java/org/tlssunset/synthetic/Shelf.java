package org.tlssunset.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** Where logs go: makes their folders and files, and packs them. */
final class Shelf {

  private final Path folder;
  private final ArchiveShape shape;
  private final Tally tally;
  private final Dice dice;
  private final Map<String, ZipBundle> bundles = new TreeMap<>();
  private final Map<Path, LocalDate> days = new TreeMap<>();

  Shelf(Path folder, ArchiveShape shape, Tally tally, Dice dice) {
    this.folder = shape.nasty() ? oddlyNamed(folder) : folder;
    this.shape = shape;
    this.tally = tally;
    this.dice = dice;
  }

  private static Path oddlyNamed(Path folder) {
    try {
      return folder.resolve("Protokolle März 2026");
    } catch (InvalidPathException e) {
      // In this locale file names are ASCII.
      return folder.resolve("Protokolle Maerz 2026");
    }
  }

  /** A folder of the archive, made if it is missing. */
  Path folder(String place) throws IOException {
    return Files.createDirectories(folder.resolve(place));
  }

  /**
   * Begins a log.
   *
   * @param place its folder below the archive's; its first part is the server's name
   * @param day the day of the archive, from 0, that it begins on
   * @param mayLackHeader whether the format can be read without a header
   */
  LogFile open(String place, String name, int day, boolean mayLackHeader) throws IOException {
    FileForm form = form(day, mayLackHeader);
    Path path;
    OutputStream out;
    if (form.packing() == Packing.ZIP) {
      String server = place.substring(0, place.indexOf('/'));
      ZipBundle bundle = bundles.get(server);
      if (bundle == null) {
        bundle = new ZipBundle(folder(server).resolve("old logs.zip"));
        bundles.put(server, bundle);
      }
      String entry = "logs" + place.substring(server.length()) + "/" + name;
      path = bundle.entry(entry);
      out = bundle.open(entry);
    } else {
      path = folder(place).resolve(name + form.suffix());
      out = form.packing().into(Files.newOutputStream(path));
      days.put(path, shape.firstDay().plusDays(day));
    }
    return new LogFile(path, form, form.isWide() ? new WideOutput(out) : out, tally);
  }

  private FileForm form(int day, boolean mayLackHeader) {
    if (shape.nasty()) {
      return FileForm.any(dice, mayLackHeader);
    }
    return day < oldDays() ? FileForm.GZIPPED : FileForm.PLAIN;
  }

  private int oldDays() {
    return shape.days() == 1 ? 0 : Math.max(1, shape.days() / 7);
  }

  /** All logs have been closed: leaves the files as the servers left them, at their days' end. */
  void close() throws IOException {
    for (Map.Entry<Path, LocalDate> file : days.entrySet()) {
      Files.setLastModifiedTime(
          file.getKey(),
          FileTime.from(file.getValue().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }
    for (ZipBundle bundle : bundles.values()) {
      bundle.close();
    }
  }
}
