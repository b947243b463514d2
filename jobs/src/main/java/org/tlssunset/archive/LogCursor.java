package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSink;

/**
 * A file, or a slice of one, in the course of being read: one buffer per {@link #advance}, so that
 * its caller can hand on what was found before it reads more.
 *
 * <p>Whatever is wrong with the file is told to the visitor; what the visitor throws goes to the
 * caller.
 */
public final class LogCursor implements AutoCloseable {

  private final LogReader reader;
  private final ArchiveFile file;
  private final @Nullable FileSlice slice;
  private final boolean mayGrow;
  private final LogVisitor visitor;
  private final LogPump pump;

  private LogName name;
  private @Nullable FileTexts texts;

  /** The lines of the slice; null while a whole file is read. */
  private @Nullable SliceStream lines;

  /** The text and the decoder of the log in hand; null between logs. */
  private @Nullable InputStream text;

  private @Nullable LogDecoder decoder;

  /** Whether the log in hand may be growing. */
  private boolean growing;

  private boolean done;

  /**
   * @param slice null to read the whole file
   * @param mayGrow whether somebody may be writing the file: if its bytes are the log's text, a
   *     last line without an end waits
   */
  LogCursor(
      LogReader reader,
      ArchiveFile file,
      @Nullable FileSlice slice,
      boolean mayGrow,
      LogVisitor visitor,
      LogPump pump) {
    this.reader = reader;
    this.file = file;
    this.slice = slice;
    this.mayGrow = mayGrow;
    this.visitor = visitor;
    this.pump = pump;
    name = new LogName(file.path(), null);
  }

  /**
   * Reads on.
   *
   * @return false at the end, when the visitor has been told everything
   * @throws UncheckedIOException if the thread is interrupted
   */
  public boolean advance() {
    if (done) {
      return false;
    }
    try {
      LogDecoder reading = decoder;
      InputStream from = text;
      if (reading == null || from == null) {
        done = slice == null ? !beginText() : !beginSlice(slice);
      } else if (!pump.step(from, reading, growing)) {
        reading.finish();
        visitor.end(name, reading.counts(), pump.text());
        decoder = null;
        done = slice != null;
      }
    } catch (ClosedByInterruptException e) {
      // Says nothing of the file.
      throw new UncheckedIOException("interrupted while reading " + name.sourceFile(), e);
    } catch (IOException e) {
      if (Failure.isGone(e)) {
        visitor.gone(name, Failure.of(e));
      } else {
        visitor.unreadable(name, Failure.of(e), decoder == null ? null : decoder.counts());
      }
      decoder = null;
      // What cannot be opened at all, or is but a slice, has nothing more to read.
      done = texts == null;
    }
    return !done;
  }

  /**
   * @return false if there is no further text
   */
  private boolean beginText() throws IOException {
    FileTexts all = texts;
    boolean isFirst = all == null;
    if (all == null) {
      all = reader.texts(file);
      texts = all;
    }
    LogName next = all.next();
    if (next == null) {
      if (isFirst) {
        visitor.empty(name);
      }
      return false;
    }
    name = next;
    FileTexts.Text opened = all.open();
    LogReader.Probe probe = reader.recognise(opened, pump);
    String reason = probe.reason();
    if (reason != null && probe.isOfKnownKind()) {
      visitor.notRead(name, reason);
    } else if (reason != null) {
      visitor.unrecognised(name, reason);
    } else if (probe.format() == null) {
      visitor.empty(name);
    } else {
      LogSink sink = visitor.begin(name, probe.format());
      decoder = reader.decoder(probe.format(), name, opened.isUnicode(), sink);
      text = opened.utf8();
      growing = mayGrow && opened.isPlain();
    }
    return true;
  }

  private boolean beginSlice(FileSlice piece) throws IOException {
    SliceStream opened = reader.lines(piece);
    lines = opened;
    LogSink sink = visitor.begin(name, piece.format());
    // Only what is in lines may be cut.
    LogParser begun = (LogParser) reader.decoder(piece.format(), name, false, sink);
    piece.headerLines().forEach(begun::inherit);
    // The line end that was passed over to get to the first whole line lies in this slice.
    begun.startAfter(piece.lineEndsBefore() + (opened.beganInLine() ? 1 : 0));
    pump.begin(opened.position());
    decoder = begun;
    text = opened;
    growing = mayGrow;
    return true;
  }

  @Override
  public void close() {
    if (texts != null) {
      texts.close();
    }
    if (lines != null) {
      lines.close();
    }
  }
}
