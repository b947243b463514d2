package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogParser;

/**
 * Feeds a decoder with a log's bytes, one buffer after the other.
 *
 * <p>The buffer is small enough to stay in a core's cache, and grows where a line needs it.
 */
final class LogPump {

  /**
   * The longest line that is parsed, in bytes with its line end; a longer one is rejected and
   * passed over.
   */
  static final int LONGEST_LINE = 1 << 20;

  /**
   * What has no line end for so many bytes is no log but a hole or a bomb, of which more would only
   * take time: passing over as much takes seconds.
   */
  private static final long NO_LINE_END = 1L << 32;

  private static final int BUFFER = 1 << 18;

  private final int bufferLength;
  private final int longestLine;
  private final long noLineEnd;
  private byte[] buffer;

  /** The buffer's bytes that are not parsed yet: {@code from} to before {@code to}. */
  private int from;

  private int to;

  /** Where {@code buffer[from]} is in the log's text. */
  private long offset;

  /** How much of a line that is too long has been passed over; 0 outside such a line. */
  private long passedOver;

  private boolean exhausted;

  /** Whether the last line was left unread. */
  private boolean waits;

  private final TextChecksum checksum = new TextChecksum();

  LogPump() {
    this(BUFFER, LONGEST_LINE, NO_LINE_END);
  }

  /**
   * @param bufferLength bytes read at once, unless a line needs more
   * @param longestLine at least {@code bufferLength}
   */
  LogPump(int bufferLength, int longestLine, long noLineEnd) {
    this.bufferLength = bufferLength;
    this.longestLine = longestLine;
    this.noLineEnd = noLineEnd;
    buffer = new byte[bufferLength + LogParser.SLACK];
  }

  /** Begins a log whose first byte is at {@code offset} of its text. */
  void begin(long atOffset) {
    if (buffer.length > bufferLength + LogParser.SLACK) {
      buffer = new byte[bufferLength + LogParser.SLACK];
    }
    from = 0;
    to = 0;
    offset = atOffset;
    passedOver = 0;
    exhausted = false;
    waits = false;
    checksum.begin(atOffset);
  }

  /**
   * Reads on until the buffer holds {@code count} bytes or the log is at its end.
   *
   * @param count at most as many as the buffer holds
   */
  void fill(InputStream in, int count) throws IOException {
    while (!exhausted && to - from < count) {
      read(in);
    }
  }

  /** The buffer; after {@link #fill} the log's first byte is its first. */
  byte[] buffer() {
    return buffer;
  }

  /** How many bytes wait in the buffer. */
  int waiting() {
    return to - from;
  }

  /**
   * Reads one buffer and has its whole lines decoded.
   *
   * @param mayGrow whether a last line without an end waits for its rest, unread
   * @return false at the end, when the last line has been parsed too, unless it waits
   * @throws IOException if reading fails; what was parsed before stays so
   */
  boolean step(InputStream in, LogDecoder decoder, boolean mayGrow) throws IOException {
    while (!exhausted && to < buffer.length - LogParser.SLACK) {
      read(in);
    }
    if (passedOver > 0) {
      passOver(decoder);
    }
    int end = decoder.decode(buffer, from, to, offset, exhausted && !mayGrow);
    if (end == from && to - from >= longestLine) {
      decoder.tooLong(buffer, from, to, offset);
      passedOver = to - from;
      end = to;
    }
    offset += end - from;
    from = end;
    if (exhausted) {
      waits = mayGrow && to > from;
      return false;
    }
    makeRoom();
    return true;
  }

  /** The text that was read since {@link #begin}. */
  LogText text() {
    return checksum.text(waits);
  }

  /** Drops the rest of a line that was too long. */
  private void passOver(LogDecoder decoder) throws IOException {
    int next = decoder.next(buffer, from, to);
    boolean ended = next >= 0;
    int dropped = (ended ? next : to) - from;
    offset += dropped;
    from += dropped;
    passedOver = ended ? 0 : passedOver + dropped;
    if (passedOver > noLineEnd) {
      throw new IOException("no line end in " + (noLineEnd >> 20) + " MiB");
    }
  }

  private void makeRoom() {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    } else if (to == buffer.length - LogParser.SLACK) {
      // Not one line end in the whole buffer, and the line is not too long yet.
      int grown = Math.min(2 * to, longestLine);
      buffer = Arrays.copyOf(buffer, grown + LogParser.SLACK);
    }
  }

  private void read(InputStream in) throws IOException {
    int count = in.read(buffer, to, buffer.length - LogParser.SLACK - to);
    if (count < 0) {
      exhausted = true;
    } else {
      checksum.update(buffer, to, count);
      to += count;
    }
  }
}
