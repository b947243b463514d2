package org.tlssunset.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tlssunset.logs.ByteScan;

/** The bytes of a {@link FileSlice}'s lines: whole lines, from the first that begins in it. */
final class SliceStream extends BlockStream {

  private static final int BUFFER = 64 * 1024;

  /** Where the next byte is in the file. */
  private long at;

  private final long to;
  private boolean ended;

  /** Whether the line in which the slice begins belongs to the slice before. */
  private final boolean beganInLine;

  /**
   * @param file the file's bytes from the one before the slice's first; from the first if that is
   *     0. Closed if it cannot be read
   */
  SliceStream(InputStream file, long from, long to) throws IOException {
    super(new BufferedInputStream(file, BUFFER));
    this.to = to;
    at = from;
    try {
      beganInLine = from > 0 && in.read() != '\n';
      boolean inLine = beganInLine;
      while (inLine && at < to) {
        int b = in.read();
        at++;
        inLine = b != '\n' && b >= 0;
      }
      ended = at >= to;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  boolean beganInLine() {
    return beganInLine;
  }

  /** Where the first whole line begins, before anything is read. */
  long position() {
    return at;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = in.read(buffer, from, length);
    if (count <= 0) {
      return count;
    }
    if (at + count >= to) {
      // The line that holds the slice's last byte is its last.
      int lastByte = from + (int) Math.max(0, to - 1 - at);
      int end = ByteScan.lineEnd(buffer, lastByte, from + count);
      if (end < from + count) {
        ended = true;
        return end + 1 - from;
      }
    }
    at += count;
    return count;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It was only read: nothing is lost.
      return;
    }
  }
}
