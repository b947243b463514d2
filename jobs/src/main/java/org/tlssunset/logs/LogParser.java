package org.tlssunset.logs;

import org.tlssunset.schema.RejectReason;

/** Reads a log that is text in lines, and counts every line of it: used, comment or rejected. */
public abstract class LogParser implements LogDecoder {

  /**
   * Bytes after a stretch that must exist in the buffer, whatever they hold: scans read in eights.
   */
  public static final int SLACK = 8;

  private final boolean hasComments;
  private final LogSink sink;
  private long lines;
  private long comments;
  private long rejected;
  private long observations;

  /** The number of the line in hand, from 1. */
  private long line;

  /** Where the stretch in hand begins in the log. */
  private long stretchOffset;

  private int stretchFrom;

  protected LogParser(LogFormat format, LogSink sink) {
    hasComments = format.hasComments();
    this.sink = sink;
  }

  @Override
  public final int decode(byte[] buffer, int from, int to, long offset, boolean isEnd) {
    int end = to;
    if (isEnd && to > from && buffer[to - 1] != '\n') {
      buffer[end++] = '\n';
    }
    while (end > from && buffer[end - 1] != '\n') {
      end--;
    }
    parse(buffer, from, end, offset);
    return Math.min(end, to);
  }

  /**
   * Parses whole lines.
   *
   * @param buffer holds them from {@code from} to before {@code to}, where the last byte is {@code
   *     '\n'}; at least {@link #SLACK} bytes follow {@code to}
   * @param offset where {@code from} is in the log's unpacked text, in bytes
   */
  public final void parse(byte[] buffer, int from, int to, long offset) {
    stretchOffset = offset;
    stretchFrom = from;
    int start = from;
    while (start < to) {
      line++;
      lines++;
      // One may stand before any line: at its file's beginning, before files were joined.
      while (ByteOrderMark.isAt(buffer, start, to)) {
        start += ByteOrderMark.LENGTH;
      }
      byte first = buffer[start];
      if (first == '#' && hasComments) {
        int end = ByteScan.lineEnd(buffer, start);
        comments++;
        directive(buffer, start, trimmed(buffer, start, end));
        start = end + 1;
      } else if (first == '\n' && hasComments) {
        comments++;
        start++;
      } else if (first == '\r' && buffer[start + 1] == '\n' && hasComments) {
        comments++;
        start += 2;
      } else {
        start = line(buffer, start) + 1;
      }
    }
  }

  @Override
  public final void tooLong(byte[] buffer, int from, int to, long offset) {
    line++;
    lines++;
    rejected++;
    RejectReason reason = RejectReason.TOO_LONG;
    sink.rejected(reason, reason.usualDetail(), line, offset, buffer, from, to);
  }

  @Override
  public final int next(byte[] buffer, int from, int to) {
    int end = ByteScan.lineEnd(buffer, from, to);
    return end < to ? end + 1 : -1;
  }

  /**
   * Says that lines come before those that will be parsed, for a reader that begins in mid-file.
   */
  public final void startAfter(long linesBefore) {
    line = linesBefore;
  }

  /** Takes up a header line that stands before the lines that will be parsed; it is not counted. */
  public final void inherit(byte[] headerLine) {
    directive(headerLine, 0, headerLine.length);
  }

  @Override
  public final LineCounts counts() {
    return new LineCounts(lines, lines - comments - rejected, comments, rejected, observations);
  }

  /**
   * Parses one line, which is neither empty nor a comment if {@linkplain LogFormat#hasComments
   * those} are not the format's own.
   *
   * @param from its first byte
   * @return the index of the {@code '\n'} that ends it
   */
  protected abstract int line(byte[] buffer, int from);

  /**
   * Takes note of a comment that begins with {@code #}, from {@code from} to before {@code to};
   * such as say nothing by default.
   */
  protected void directive(byte[] buffer, int from, int to) {}

  /** The number of the line in hand, from 1. */
  protected final long lineNumber() {
    return line;
  }

  /** Hands a finished row on, and counts it. */
  protected final void emit(Observation observation) {
    observations++;
    sink.observation(observation);
  }

  /** Where all that is no observation goes. */
  protected final LogSink sink() {
    return sink;
  }

  /**
   * Counts the line in hand as a comment: one of a format whose comments are its own.
   *
   * @return {@code end}, for {@link #line} to return
   */
  protected final int comment(int end) {
    comments++;
    return end;
  }

  /** Rejects the line in hand for what the reason usually means. */
  protected final int reject(RejectReason reason, byte[] buffer, int from, int end) {
    return reject(reason, reason.usualDetail(), buffer, from, end);
  }

  /**
   * Rejects the line in hand.
   *
   * @param detail what is wrong with it: {@code 14 fields where #Fields names 15}
   * @param end the index of its {@code '\n'}
   * @return {@code end}, for {@link #line} to return
   */
  protected final int reject(RejectReason reason, String detail, byte[] buffer, int from, int end) {
    rejected++;
    boolean isBinary = holdsNul(buffer, from, end);
    sink.rejected(
        isBinary ? RejectReason.BINARY : reason,
        isBinary ? RejectReason.BINARY.usualDetail() : detail,
        line,
        stretchOffset + (from - stretchFrom),
        buffer,
        from,
        trimmed(buffer, from, end));
    return end;
  }

  /** What to say of a line that has another number of fields than its log's lines have. */
  public static String fieldCount(int found, int expected) {
    // No format: it would take a damaged log longer to be rejected than to be read.
    return found + (found == 1 ? " field" : " fields") + " where #Fields names " + expected;
  }

  /** The line's end without a carriage return before it. */
  public static int trimmed(byte[] buffer, int from, int end) {
    return end > from && buffer[end - 1] == '\r' ? end - 1 : end;
  }

  private static boolean holdsNul(byte[] buffer, int from, int end) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
