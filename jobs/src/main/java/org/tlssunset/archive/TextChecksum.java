package org.tlssunset.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Sums up a text as it passes by, and notes what the sum was at each mark: after 2 KiB, 4 KiB, 8
 * KiB and so on, doubling. Of two texts, the marks tell whether the shorter one may be the
 * beginning of the longer one, without reading either again: at least its first half is compared.
 *
 * <p>The processor has an instruction for this sum: it takes a hundredth of the time of parsing.
 */
final class TextChecksum {

  /** The first mark, in bytes: a header and some ten lines, which no two logs have alike. */
  static final long FIRST_MARK = 2048;

  private final CRC32C sum = new CRC32C();
  private List<LogText.Mark> marks = new ArrayList<>();
  private long begun;
  private long at;
  private long nextMark;

  /**
   * Begins a text.
   *
   * @param offset where it begins in the log's
   */
  void begin(long offset) {
    sum.reset();
    marks = new ArrayList<>();
    begun = offset;
    at = offset;
    nextMark = FIRST_MARK;
    while (nextMark <= offset) {
      nextMark *= 2;
    }
  }

  /** The text goes on. */
  void update(byte[] buffer, int from, int count) {
    int done = 0;
    while (at + (count - done) >= nextMark) {
      int rest = (int) (nextMark - at);
      sum.update(buffer, from + done, rest);
      done += rest;
      at = nextMark;
      nextMark *= 2;
      marks.add(new LogText.Mark(at, (int) sum.getValue()));
    }
    sum.update(buffer, from + done, count - done);
    at += count - done;
  }

  /** The text so far. */
  LogText text(boolean waits) {
    return new LogText(begun, at - begun, (int) sum.getValue(), marks, waits);
  }
}
