package org.tlssunset.ingest;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.tlssunset.warehouse.SharedSpark;

/**
 * What the tests of a class begin with alike: an archive, and the warehouse that nights made of it.
 * Both are made once; each test is given the archive back as it was, under the same path, and a
 * copy of the warehouse.
 */
public final class SharedNights {

  private final Path folder;
  private final Map<Map<String, String>, Map<String, List<String>>> quiet = new HashMap<>();

  private final LogFiles archive;

  /** What writes an archive and runs nights over it. */
  @FunctionalInterface
  public interface Beginning {
    void make(LogFiles archive, Nights nights) throws IOException;
  }

  /**
   * Makes the beginning.
   *
   * @param folder the class's own; it stays until its last test has ended
   */
  public SharedNights(Path folder, Beginning beginning) throws IOException {
    this.folder = folder;
    archive = new LogFiles(archiveFolder());
    beginning.make(archive, new Nights(folder.resolve("warehouse")));
    FileUtils.copyDirectory(archiveFolder().toFile(), keptFolder(), null, true, COPY_ATTRIBUTES);
  }

  /** The archive as it was in the beginning: what a test before has done to it is undone. */
  public LogFiles archive() throws IOException {
    FileUtils.deleteDirectory(archiveFolder().toFile());
    FileUtils.copyDirectory(keptFolder(), archiveFolder().toFile(), null, true, COPY_ATTRIBUTES);
    return archive.again();
  }

  /**
   * A copy of the warehouse as it was in the beginning.
   *
   * @param copy where to make it; it does not exist yet
   */
  public Nights nights(Path copy) {
    return new Nights(SharedSpark.copyOf(folder.resolve("warehouse"), copy));
  }

  /**
   * What one run makes of the archive as it is now: {@link Nights#contents()} of a new warehouse.
   */
  Map<String, List<String>> quietRun() throws IOException {
    Map<String, String> now = files();
    Map<String, List<String>> contents = quiet.get(now);
    if (contents == null) {
      contents = Nights.quiet(folder.resolve("quiet" + quiet.size()), archive).contents();
      quiet.put(now, contents);
    }
    return contents;
  }

  /** When each file was written last, and what is in it. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(archiveFolder())) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.readString(file));
      }
    }
    return files;
  }

  private Path archiveFolder() {
    return folder.resolve("archive");
  }

  private File keptFolder() {
    return folder.resolve("archive-kept").toFile();
  }
}
