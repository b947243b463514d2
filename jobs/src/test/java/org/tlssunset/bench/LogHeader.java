package org.tlssunset.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines at a log's beginning that name its columns. */
final class LogHeader {

  private LogHeader() {}

  /**
   * Reads them, with their line ends.
   *
   * @param log at its beginning, afterwards behind its header; with {@link InputStream#mark}
   */
  static byte[] read(InputStream log) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    log.mark(1);
    while (log.read() == '#') {
      header.write('#');
      readLine(log, header);
      log.mark(1);
    }
    log.reset();
    return header.toByteArray();
  }

  /** Reads to the end of a line, or of the log. */
  static void readLine(InputStream log, ByteArrayOutputStream into) throws IOException {
    int next = log.read();
    while (next >= 0) {
      into.write(next);
      if (next == '\n') {
        return;
      }
      next = log.read();
    }
  }
}
