package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.FormatDetector;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogParsers;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.schema.LogFormat;

/**
 * Reads files of the archive: opens, unpacks, recognises the format and drives the parser.
 *
 * <p>One reader serves one thread and one file at a time; it keeps its buffer from file to file.
 */
public final class LogReader {

  private final LogSettings settings;
  private final Function<String, Optional<String>> serverOfPath;
  private final Stores stores;
  private final LogPump pump = new LogPump();

  /**
   * What a file's beginning tells.
   *
   * @param format null if it is no log that is read
   * @param reason why not; null if it is one, and if it is empty
   * @param isPlain whether the file's bytes are the log's text, so that it can be read in slices
   */
  public record Probe(@Nullable LogFormat format, @Nullable String reason, boolean isPlain) {}

  /**
   * @param serverOfPath the server's name that a path tells; empty if it tells none
   */
  public LogReader(
      LogSettings settings, Function<String, Optional<String>> serverOfPath, Stores stores) {
    this.settings = settings;
    this.serverOfPath = serverOfPath;
    this.stores = stores;
  }

  /** Reads a whole file. */
  public void read(ArchiveFile file, LogVisitor visitor) {
    try (LogCursor cursor = open(file, visitor)) {
      while (cursor.advance()) {
        // Everything happens in the visitor.
      }
    }
  }

  /** Begins to read a whole file; the cursor before has to be at its end. */
  public LogCursor open(ArchiveFile file, LogVisitor visitor) {
    return new LogCursor(this, file, null, visitor, pump);
  }

  /** Begins to read a slice of a plain file; the cursor before has to be at its end. */
  public LogCursor open(FileSlice slice, LogVisitor visitor) {
    return new LogCursor(this, slice.file(), slice, visitor, pump);
  }

  /** Judges a file by its beginning alone; of a zip archive, by its first entry. */
  public Probe probe(ArchiveFile file) {
    try (FileTexts texts = new FileTexts(file, openStored(file, 0))) {
      FileTexts.Text first = texts.next();
      pump.begin(0);
      return first == null ? new Probe(null, null, false) : recognise(first, pump);
    } catch (IOException e) {
      return new Probe(null, Failure.of(e), false);
    }
  }

  Probe recognise(FileTexts.Text text, LogPump into) throws IOException {
    into.fill(text.utf8(), FormatDetector.HEAD);
    if (into.waiting() == 0) {
      return new Probe(null, null, text.isPlain());
    }
    String path = text.name().entry() == null ? text.name().path() : text.name().entry();
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    FormatDetector.Verdict verdict = FormatDetector.detect(into.buffer(), into.waiting(), fileName);
    return new Probe(verdict.format(), verdict.reason(), text.isPlain());
  }

  LogParser parser(LogFormat format, LogName log, LogSink sink) {
    return LogParsers.of(format, settings, serverOfPath.apply(log.sourceFile()).orElse(null), sink);
  }

  InputStream openStored(ArchiveFile file, long from) throws IOException {
    return stores.of(file.path()).open(file, from);
  }
}
