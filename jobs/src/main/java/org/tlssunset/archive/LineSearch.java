package org.tlssunset.archive;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteOrderMark;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.Directive;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogParser;

/** Takes a log's bytes as its parser would, and keeps one line of it. */
final class LineSearch implements LogDecoder {

  private final LogFormat format;
  private final ByteText texts;
  private final long wanted;

  /** The number of the last line that was passed. */
  private long lines;

  private @Nullable String fields;
  private @Nullable LogLine found;

  /**
   * @param wanted the line's number, from 1
   */
  LineSearch(LogFormat format, ByteText texts, long wanted) {
    this.format = format;
    this.texts = texts;
    this.wanted = wanted;
  }

  /** The line; null as long as it was not there. */
  @Nullable LogLine found() {
    return found;
  }

  /** How many lines there were so far. */
  long lines() {
    return lines;
  }

  @Override
  public int decode(byte[] buffer, int from, int to, long offset, boolean isEnd) {
    int start = from;
    while (start < to) {
      int end = ByteScan.lineEnd(buffer, start, to);
      if (end >= to && !isEnd) {
        return start;
      }
      line(buffer, start, Math.min(end, to));
      start = Math.min(end + 1, to);
    }
    return to;
  }

  @Override
  public void tooLong(byte[] buffer, int from, int to, long offset) {
    line(buffer, from, to);
  }

  @Override
  public int next(byte[] buffer, int from, int to) {
    int end = ByteScan.lineEnd(buffer, from, to);
    return end < to ? end + 1 : -1;
  }

  private void line(byte[] buffer, int from, int end) {
    lines++;
    if (lines > wanted) {
      return;
    }
    int start = from;
    while (ByteOrderMark.isAt(buffer, start, end)) {
      start += ByteOrderMark.LENGTH;
    }
    boolean isComment = start < end && buffer[start] == '#' && format.hasComments();
    if (lines < wanted && !isComment) {
      return;
    }
    String text = texts.shown(buffer, start, LogParser.trimmed(buffer, start, end));
    if (lines == wanted) {
      found = new LogLine(format, fields, text);
    } else {
      String named = Directive.FIELDS.of(text);
      fields = named == null ? fields : named;
    }
  }

  @Override
  public void finish() {}

  @Override
  public LineCounts counts() {
    return LineCounts.NONE;
  }
}
