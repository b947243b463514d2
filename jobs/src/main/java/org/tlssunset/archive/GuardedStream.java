package org.tlssunset.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * An unpacker's stream whose every failure is an {@link IOException}: some unpackers throw whatever
 * damaged input makes them stumble over.
 */
final class GuardedStream extends BlockStream {

  GuardedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    try {
      return in.read(buffer, from, length);
    } catch (RuntimeException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }
}
