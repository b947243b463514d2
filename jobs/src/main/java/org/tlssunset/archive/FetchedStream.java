package org.tlssunset.archive;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file as it comes from a store: what breaks on the way is told apart from what is wrong with the
 * file, for the next run may find nothing broken.
 */
final class FetchedStream extends FilterInputStream {

  /** The store, or the way to it, failed, after its client had tried again. */
  static final class FetchException extends IOException {

    private static final long serialVersionUID = 1;

    private FetchException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  FetchedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw told(e);
    }
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    try {
      return in.read(buffer, from, length);
    } catch (IOException e) {
      throw told(e);
    }
  }

  /** What is to be told of a failure to read. */
  static IOException told(IOException failure) {
    boolean isTheFiles =
        failure instanceof EOFException
            || failure instanceof FileNotFoundException
            || failure instanceof AccessControlException;
    return isTheFiles ? failure : new FetchException(failure);
  }
}
