package org.tlssunset.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a {@link FileSlice}'s lines: whole lines, from the first that begins in it. */
final class SliceStream extends FilterInputStream {

  /** Where the next byte is in the file. */
  private long at;

  private final long to;
  private boolean ended;

  /** Whether the line in which the slice begins belongs to the slice before. */
  private final boolean beganInLine;

  /**
   * @param in the file's bytes from the one before the slice's first; from the first if that is 0
   */
  SliceStream(InputStream in, long from, long to) throws IOException {
    super(in);
    this.to = to;
    at = from;
    if (from == 0) {
      beganInLine = false;
      return;
    }
    int before = in.read();
    beganInLine = before != '\n';
    int skipped = before;
    while (skipped != '\n' && skipped >= 0) {
      skipped = in.read();
      at++;
    }
    ended = skipped < 0 || at >= to;
  }

  boolean beganInLine() {
    return beganInLine;
  }

  /** Where the first whole line begins, before anything is read. */
  long position() {
    return at;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
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
    // The line that holds the slice's last byte is its last.
    long firstCandidate = Math.max(at, to - 1);
    for (long i = firstCandidate; i < at + count; i++) {
      if (buffer[from + (int) (i - at)] == '\n') {
        ended = true;
        return (int) (i - at) + 1;
      }
    }
    at += count;
    return count;
  }
}
