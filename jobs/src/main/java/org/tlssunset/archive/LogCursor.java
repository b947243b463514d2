package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
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
  private final LogVisitor visitor;
  private final LogPump pump;

  private LogName name;
  private @Nullable InputStream stored;
  private @Nullable FileTexts texts;

  /** The text and the parser of the log in hand; null between logs. */
  private @Nullable InputStream text;

  private @Nullable LogParser parser;
  private boolean done;

  LogCursor(
      LogReader reader,
      ArchiveFile file,
      @Nullable FileSlice slice,
      LogVisitor visitor,
      LogPump pump) {
    this.reader = reader;
    this.file = file;
    this.slice = slice;
    this.visitor = visitor;
    this.pump = pump;
    name = new LogName(file.path(), null);
  }

  /**
   * Reads on.
   *
   * @return false at the end, when the visitor has been told everything
   */
  public boolean advance() {
    if (done) {
      return false;
    }
    try {
      LogParser reading = parser;
      InputStream from = text;
      if (reading == null || from == null) {
        done = slice == null ? !beginText() : !beginSlice(slice);
      } else if (!pump.step(from, reading)) {
        reading.finish();
        visitor.end(name, reading.counts());
        parser = null;
        done = slice != null;
      }
    } catch (IOException e) {
      done = true;
      name = texts == null ? name : texts.current();
      visitor.unreadable(name, Failure.of(e), parser == null ? null : parser.counts());
    }
    return !done;
  }

  /**
   * @return false if there is no further text
   */
  private boolean beginText() throws IOException {
    FileTexts all = texts;
    if (all == null) {
      InputStream opened = reader.openStored(file, 0);
      stored = opened;
      all = new FileTexts(file, opened);
      texts = all;
    }
    FileTexts.Text next = all.next();
    if (next == null) {
      return false;
    }
    name = next.name();
    pump.begin(0);
    LogReader.Probe probe = reader.recognise(next, pump);
    String reason = probe.reason();
    if (reason != null) {
      visitor.unrecognised(name, reason);
      return true;
    }
    if (probe.format() == null) {
      visitor.empty(name);
      return true;
    }
    LogSink sink = visitor.begin(name, probe.format());
    parser = reader.parser(probe.format(), name, sink);
    text = next.utf8();
    return true;
  }

  private boolean beginSlice(FileSlice piece) throws IOException {
    InputStream opened = reader.openStored(file, Math.max(0, piece.from() - 1));
    stored = opened;
    SliceStream lines = new SliceStream(opened, piece.from(), piece.to());
    LogSink sink = visitor.begin(name, piece.format());
    LogParser begun = reader.parser(piece.format(), name, sink);
    piece.headerLines().forEach(begun::inherit);
    // The line end that was passed over to get to the first whole line lies in this slice.
    begun.startAfter(piece.lineEndsBefore() + (lines.beganInLine() ? 1 : 0));
    pump.begin(lines.position());
    parser = begun;
    text = lines;
    return true;
  }

  @Override
  public void close() {
    if (stored != null) {
      try {
        stored.close();
      } catch (IOException e) {
        // The file was only read: nothing is lost.
        stored = null;
      }
    }
  }
}
