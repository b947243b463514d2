package org.tlssunset.bench;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * The archive that all contestants read: made once per size, plain and packed, and kept.
 *
 * <p>Five working days of two servers. A heavy client makes some 20,000 requests a day, most a
 * thousand. No line is damaged: every engine then comes to the same answer without rules for damage
 * in its SQL.
 *
 * @param folder holds a folder for each {@link Packing}
 */
record BenchArchive(Path folder) {

  /** How the copies of the archive are packed. */
  enum Packing {
    NONE("plain", ""),
    GZIP("gz", ".gz"),
    ZSTD("zst", ".zst");

    private final String label;
    private final String suffix;

    Packing(String label, String suffix) {
      this.label = label;
      this.suffix = suffix;
    }

    /** The copy's folder, and its name in tables. */
    String label() {
      return label;
    }

    private OutputStream into(OutputStream out) throws IOException {
      return switch (this) {
        case NONE -> out;
        case GZIP -> new GZIPOutputStream(out, BUFFER);
        case ZSTD -> new ZstdOutputStream(out);
      };
    }
  }

  private static final int BUFFER = 1 << 16;
  private static final int DAYS = 5;
  private static final int FEWEST_CLIENTS = 40;
  private static final int REQUESTS_PER_CLIENT_DAY = 1_200;

  /** Text that an average client's request leaves in all logs, or the eighth of a mail session. */
  static final int BYTES_PER_REQUEST = 670;

  private static final String GZIPPED = ".gz";

  /**
   * The archive of that size.
   *
   * @param bytes of plain text, roughly
   * @param home where archives are kept
   */
  static BenchArchive of(Path home, long bytes) throws IOException {
    BenchArchive archive = new BenchArchive(home.resolve("archive-" + bytes).toAbsolutePath());
    Path whole = archive.folder.resolve("whole");
    if (!Files.exists(whole)) {
      Folders.delete(archive.folder);
      plain(archive.folder, bytes);
      archive.pack(Packing.GZIP);
      archive.pack(Packing.ZSTD);
      Files.createFile(whole);
    }
    return archive;
  }

  /** A new archive without its packed copies. */
  static BenchArchive plain(Path folder, long bytes) throws IOException {
    BenchArchive archive = new BenchArchive(folder);
    SyntheticArchive.write(archive.path(Packing.NONE), shape(bytes));
    for (Path file : Folders.files(archive.path(Packing.NONE))) {
      unpack(file);
    }
    return archive;
  }

  private static ArchiveShape shape(long bytes) {
    long requestsPerDay = bytes / BYTES_PER_REQUEST / DAYS;
    int clients = (int) Math.max(FEWEST_CLIENTS, requestsPerDay / REQUESTS_PER_CLIENT_DAY);
    int requests = (int) Math.max(1, requestsPerDay / clients);
    return new ArchiveShape(2026, LocalDate.of(2026, 3, 2), DAYS, clients, requests, false);
  }

  /** The copy that is packed so. */
  Path path(Packing packing) {
    return folder.resolve(packing.label);
  }

  /** The plain copy's files of the kind that their folder's name begins with, by name. */
  List<Path> files(String kind) throws IOException {
    return Folders.files(path(Packing.NONE)).stream()
        .filter(file -> file.getParent().getFileName().toString().startsWith(kind))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** The plain copy's files of a format, by name. */
  List<Path> files(LogFormat format) throws IOException {
    FormatDetector detector = new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS);
    List<Path> files = new ArrayList<>();
    for (Path file : Folders.files(path(Packing.NONE))) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] head = in.readNBytes(LogHead.LENGTH);
        if (detector.detect(new LogHead(head, head.length, file.toString())).format() == format) {
          files.add(file);
        }
      }
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /** Bytes of plain text. */
  long bytes() throws IOException {
    return Folders.bytes(path(Packing.NONE));
  }

  private static void unpack(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!name.endsWith(GZIPPED)) {
      return;
    }
    Path plain = file.resolveSibling(name.substring(0, name.length() - GZIPPED.length()));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
      Files.copy(in, plain);
    }
    Files.delete(file);
  }

  private void pack(Packing packing) throws IOException {
    Path plain = path(Packing.NONE);
    try (Stream<Path> files = Folders.files(plain).parallelStream()) {
      files.forEach(
          file -> {
            Path packed = path(packing).resolve(plain.relativize(file) + packing.suffix);
            try {
              Files.createDirectories(packed.getParent());
              try (OutputStream out = packing.into(Files.newOutputStream(packed))) {
                Files.copy(file, out);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
