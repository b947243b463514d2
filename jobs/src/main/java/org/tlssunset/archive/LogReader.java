package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteOrderMark;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Verdict;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;

/**
 * Reads files of the archive: opens, unpacks, recognises the format and drives the decoder.
 *
 * <p>One reader serves one thread and one file at a time; it keeps its buffer, and what logs
 * repeat, from file to file.
 */
public final class LogReader {

  private final FormatDetector detector;
  private final KnownValues known;
  private final Function<String, Optional<String>> serverOfPath;
  private final CodePages codePages;
  private final Stores stores;
  private final LogPump pump = new LogPump();

  /**
   * What a file's beginning tells.
   *
   * @param format null if it is no log that is read
   * @param reason why not; null if it is one, and if it is empty
   * @param isOfKnownKind whether it is a log of a kind that is deliberately not read
   * @param isPlain whether the file's bytes are the log's text, so that it can be read in slices
   */
  public record Probe(
      @Nullable LogFormat format, @Nullable String reason, boolean isOfKnownKind, boolean isPlain) {

    /** Of what is no log: for a reason, or because it is empty. */
    private static Probe none(@Nullable String reason, boolean isPlain) {
      return new Probe(null, reason, false, isPlain);
    }
  }

  /**
   * A reader of all {@linkplain LogFormats#ALL formats}.
   *
   * @param serverOfPath the server's name that a path tells; empty if it tells none
   * @param codePages in which encoding the log of a path is
   */
  public LogReader(
      LogSettings settings,
      Function<String, Optional<String>> serverOfPath,
      CodePages codePages,
      Stores stores) {
    this(LogFormats.ALL, settings, serverOfPath, codePages, stores);
  }

  /**
   * A reader of some formats.
   *
   * @param formats in the order in which they are asked about a log
   */
  public LogReader(
      List<LogFormat> formats,
      LogSettings settings,
      Function<String, Optional<String>> serverOfPath,
      CodePages codePages,
      Stores stores) {
    this.detector = new FormatDetector(formats, settings);
    this.known = new KnownValues(settings);
    this.serverOfPath = serverOfPath;
    this.codePages = codePages;
    this.stores = stores;
  }

  /** Reads a whole file. */
  public void read(ArchiveFile file, LogVisitor visitor) {
    try (LogCursor cursor = open(file, false, visitor)) {
      while (cursor.advance()) {
        // Everything happens in the visitor.
      }
    }
  }

  /**
   * Begins to read a whole file; the cursor before has to be at its end.
   *
   * @param mayGrow whether it may still be being written: then a last line without an end waits
   */
  public LogCursor open(ArchiveFile file, boolean mayGrow, LogVisitor visitor) {
    return new LogCursor(this, file, null, mayGrow, visitor, pump);
  }

  /**
   * Begins to read a slice of a plain file; the cursor before has to be at its end.
   *
   * @param mayGrow as for a whole file
   */
  public LogCursor open(FileSlice slice, boolean mayGrow, LogVisitor visitor) {
    return new LogCursor(this, slice.file(), slice, mayGrow, visitor, pump);
  }

  /** Judges a file by its beginning alone; of a zip archive, by its first entry. */
  public Probe probe(ArchiveFile file) {
    try (FileTexts texts = texts(file)) {
      return texts.next() == null ? Probe.none(null, false) : recognise(texts.open(), pump);
    } catch (IOException e) {
      return Probe.none(Failure.of(e), false);
    }
  }

  /** Begins a text: reads its head into the pump, and judges it. */
  Probe recognise(FileTexts.Text text, LogPump into) throws IOException {
    into.begin(0);
    into.fill(text.utf8(), LogHead.LENGTH);
    byte[] head = into.buffer();
    int length = into.waiting();
    if (length == 0 || isMark(head, length)) {
      return Probe.none(null, text.isPlain());
    }
    if (Compression.of(head, length) != Compression.NONE) {
      return Probe.none("is packed twice: unpack it once", false);
    }
    String packed = PackedFile.of(head, length);
    if (packed != null) {
      return Probe.none(packed, false);
    }
    String path = text.name().sourceFile();
    Verdict verdict = detector.detect(new LogHead(head, length, path));
    // A slice would not know that the text's beginning says how it is encoded.
    boolean isPlain =
        text.isPlain() && charset(path, text.isUnicode()).equals(charset(path, false));
    return new Probe(verdict.format(), verdict.reason(), verdict.isKnownKind(), isPlain);
  }

  /** A byte order mark with no text behind it. */
  private static boolean isMark(byte[] head, int length) {
    return length == ByteOrderMark.LENGTH && ByteOrderMark.isAt(head, 0, length);
  }

  /**
   * @param isUnicode whether the text says itself that it is
   */
  LogDecoder decoder(LogFormat format, LogName log, boolean isUnicode, LogSink sink) {
    String path = log.sourceFile();
    String server = serverOfPath.apply(path).orElse(null);
    return format.decoder(known, new LogOrigin(path, server, charset(path, isUnicode)), sink);
  }

  /** In what encoding the names in a log are. */
  Charset charset(String path, boolean isUnicode) {
    return isUnicode ? StandardCharsets.UTF_8 : codePages.apply(path);
  }

  FileTexts texts(ArchiveFile file) throws IOException {
    return new FileTexts(file, stores.of(file.path()));
  }

  SliceStream lines(FileSlice slice) throws IOException {
    ArchiveFile file = slice.file();
    InputStream in = stores.of(file.path()).open(file, Math.max(0, slice.from() - 1));
    return new SliceStream(in, slice.from(), slice.to());
  }
}
