package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;

/** A stream over another one that is read in blocks: a single byte is a block of one. */
abstract class BlockStream extends InputStream {

  final InputStream in;

  BlockStream(InputStream in) {
    this.in = in;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] buffer, int from, int length) throws IOException;

  @Override
  public void close() throws IOException {
    in.close();
  }
}
