package org.tlssunset.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.LogFormat;

/** Single lines of logs, counted as the logs' readers count them. Serves one thread. */
public final class LogLines {

  private final LogReader reader;
  private final Stores stores;
  private final LogPump pump = new LogPump();

  /**
   * @param stores where files are
   */
  public LogLines(LogReader reader, Stores stores) {
    this.reader = reader;
    this.stores = stores;
  }

  /** A file that does not hold the log. */
  private static final Search NONE = new Search(null, 0, "holds no such entry");

  /**
   * What was found in a log.
   *
   * @param line null if the log has no such line
   * @param lines how many it has, in that case; else how many were read
   * @param reason why it was not looked into; null if it was
   */
  public record Search(@Nullable LogLine line, long lines, @Nullable String reason) {}

  /**
   * A path as the names of logs have it, whether or not it is there.
   *
   * @throws ArchiveException if it cannot be one
   */
  public String absolute(String path) {
    return stores.of(path).absolute(path);
  }

  /**
   * The file at a path; null if there is none.
   *
   * @param path taken letter by letter: what could be a pattern is none
   * @throws ArchiveException if it may not be looked at, or its store is not reached
   */
  public @Nullable ArchiveFile file(String path) {
    Store store = stores.of(path);
    String absolute = store.absolute(path);
    if (!store.isFile(absolute)) {
      return null;
    }
    FileSearch found = new FileSearch(IgnorePatterns.NONE);
    store.list(absolute, found);
    return found.listing(ListingScope.NOTHING).files().stream().findFirst().orElse(null);
  }

  /**
   * The logs in a file: itself, or the entries of a zip archive.
   *
   * @throws IOException if it cannot be read; the message is a sentence's end
   */
  public List<LogName> logs(ArchiveFile file) throws IOException {
    List<LogName> names = new ArrayList<>();
    try (FileTexts texts = reader.texts(file)) {
      LogName next = texts.next();
      while (next != null) {
        names.add(next);
        next = texts.next();
      }
    } catch (IOException e) {
      throw new IOException(Failure.of(e), e);
    }
    return names;
  }

  /**
   * Whether a log's text is a given one, or begins with it: as one does that was read while it was
   * growing. Not so if it cannot be read so far.
   */
  public boolean begins(Fingerprint text, ArchiveFile file, LogName log) {
    SortedSet<Long> whole = new TreeSet<>(List.of(text.bytes()));
    try {
      Integer sum = TextBeginning.checksums(stores, file, log, whole).get(text.bytes());
      return sum != null && sum == text.checksum();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks for a line.
   *
   * @param number from 1
   * @throws IOException if the file does not hold the log, it is of no known format, or it cannot
   *     be read so far; the message is a sentence's end
   */
  public Search find(ArchiveFile file, LogName log, long number) throws IOException {
    try (FileTexts texts = reader.texts(file)) {
      LogName next = texts.next();
      while (next != null && !next.equals(log)) {
        next = texts.next();
      }
      return next == null ? NONE : find(texts.open(), number);
    } catch (IOException e) {
      throw new IOException(Failure.of(e), e);
    }
  }

  private Search find(FileTexts.Text text, long number) throws IOException {
    LogReader.Probe probe = reader.recognise(text, pump);
    LogFormat format = probe.format();
    if (format == null || !format.isText()) {
      return new Search(null, 0, probe.reason() == null ? "is empty, or no text" : probe.reason());
    }
    ByteText shown = ByteText.of(reader.charset(text.name().sourceFile(), text.isUnicode()));
    LineSearch search = new LineSearch(format, shown, number);
    boolean goesOn = true;
    while (goesOn && search.found() == null) {
      goesOn = pump.step(text.utf8(), search, false);
    }
    return new Search(search.found(), search.lines(), null);
  }
}
