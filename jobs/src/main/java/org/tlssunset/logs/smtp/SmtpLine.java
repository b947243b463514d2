package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.LogParser;
import org.tlssunset.schema.RejectReason;

/**
 * The columns of one line of an SMTP protocol log: comma-separated, quoted where a comma or a quote
 * is in them, quotes doubled (RFC 4180, but a line end ends the record).
 */
final class SmtpLine {

  private static final long COMMA = ByteScan.pattern(',');
  private static final long LINE_END = ByteScan.pattern('\n');
  private static final long QUOTE = ByteScan.pattern('"');

  private static final byte[] TLS = "TLS protocol ".getBytes(StandardCharsets.US_ASCII);

  private final int count;
  private final int[] from;
  private final int[] to;
  private RejectReason fault = RejectReason.FIELD_COUNT;
  private int found;

  /**
   * @param count how many columns a line has
   */
  SmtpLine(int count) {
    this.count = count;
    from = new int[count];
    to = new int[count];
  }

  /**
   * Finds the columns of the line at {@code start}.
   *
   * @return the index of the {@code '\n'} that ends the line, or its complement if the line is not
   *     as it should be: {@link #fault} then says why
   */
  int split(byte[] buffer, int start) {
    int column = 0;
    int at = start;
    while (true) {
      int first = at;
      int last;
      int delimiter;
      if (buffer[at] == '"') {
        first++;
        last = closingQuote(buffer, first);
        if (last < 0) {
          return faulty(RejectReason.QUOTING, ~last);
        }
        delimiter = last + 1;
        if (buffer[delimiter] == '\r' && buffer[delimiter + 1] == '\n') {
          delimiter++;
        }
        if (buffer[delimiter] != ',' && buffer[delimiter] != '\n') {
          return faulty(RejectReason.QUOTING, ByteScan.lineEnd(buffer, delimiter));
        }
      } else {
        delimiter = delimiter(buffer, at);
        last = delimiter;
        if (buffer[delimiter] == '\n') {
          last = LogParser.trimmed(buffer, first, delimiter);
        }
      }
      if (column < count) {
        from[column] = first;
        to[column] = last;
      }
      column++;
      if (buffer[delimiter] == '\n') {
        found = column;
        return column == count ? delimiter : faulty(RejectReason.FIELD_COUNT, delimiter);
      }
      at = delimiter + 1;
      if (column == count) {
        return isBareTls(buffer) ? rest(buffer, at) : tooMany(buffer, at);
      }
    }
  }

  /**
   * Whether the last column is the one text with a comma of its own that tools which rewrite logs
   * are known to have stripped of its quotes.
   */
  private boolean isBareTls(byte[] buffer) {
    int first = from[count - 1];
    if (to[count - 1] - first < TLS.length) {
      return false;
    }
    for (int i = 0; i < TLS.length; i++) {
      if (buffer[first + i] != TLS[i]) {
        return false;
      }
    }
    return true;
  }

  private int rest(byte[] buffer, int at) {
    int end = ByteScan.lineEnd(buffer, at);
    to[count - 1] = LogParser.trimmed(buffer, at, end);
    return end;
  }

  private int tooMany(byte[] buffer, int at) {
    int end = ByteScan.lineEnd(buffer, at);
    found = count + 1;
    for (int i = at; i < end; i++) {
      found += buffer[i] == ',' ? 1 : 0;
    }
    return faulty(RejectReason.FIELD_COUNT, end);
  }

  private int faulty(RejectReason reason, int lineEnd) {
    fault = reason;
    return ~lineEnd;
  }

  /** Why the last line was not as it should be. */
  RejectReason fault() {
    return fault;
  }

  /** What to say of that. */
  String detail() {
    return fault == RejectReason.FIELD_COUNT
        ? LogParser.fieldCount(found, count)
        : fault.usualDetail();
  }

  /** The first byte of a column, without its quote; of an absent one, nothing. */
  int from(int column) {
    return column < 0 ? 0 : from[column];
  }

  /** The byte after a column's last, without its quote. */
  int to(int column) {
    return column < 0 ? 0 : to[column];
  }

  /** The next comma or line end. */
  private static int delimiter(byte[] buffer, int start) {
    int at = start;
    while (true) {
      long eight = ByteScan.eight(buffer, at);
      long marks = ByteScan.matches(eight, COMMA) | ByteScan.matches(eight, LINE_END);
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += 8;
    }
  }

  /** The quote that ends a quoted column, or the complement of the line's end if none does. */
  private static int closingQuote(byte[] buffer, int start) {
    int at = start;
    while (true) {
      long eight = ByteScan.eight(buffer, at);
      long marks = ByteScan.matches(eight, QUOTE) | ByteScan.matches(eight, LINE_END);
      if (marks == 0) {
        at += 8;
        continue;
      }
      at += Long.numberOfTrailingZeros(marks) >>> 3;
      if (buffer[at] == '\n') {
        return ~at;
      }
      if (buffer[at + 1] != '"') {
        return at;
      }
      at += 2;
    }
  }
}
