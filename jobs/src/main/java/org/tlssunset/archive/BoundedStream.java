package org.tlssunset.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * As many bytes of a file as it was listed with: it may grow while it is read. If it has become
 * shorter, reading throws an {@link EOFException}: what is missing may hold anything.
 */
final class BoundedStream extends BlockStream {

  private long left;

  /**
   * @param length how many bytes there are to read
   */
  BoundedStream(InputStream in, long length) {
    super(in);
    left = length;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count = in.read(buffer, from, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException(left + " bytes fewer than it was listed with");
    }
    left -= count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, left);
  }
}
