package org.tlssunset.logs;

import java.io.IOException;

/**
 * Makes rows of one log's bytes, handed over in their order, and counts every record of it: a
 * {@link LogParser} where the records are lines, another where they are none, as in a capture of
 * packets. What is told of lines here holds for records of any kind.
 *
 * <p>The caller owns the buffer and its reading; a decoder keeps no reference to it between calls.
 * Not for use by several threads.
 */
public interface LogDecoder {

  /**
   * Takes whole records.
   *
   * @param buffer holds bytes from {@code from} to before {@code to}; {@link LogParser#SLACK} bytes
   *     more follow, whatever they hold; at the log's end one more, and they may be written to
   * @param offset where {@code from} is in the log's unpacked bytes
   * @param isEnd whether nothing follows: then the last record counts as it is
   * @return the first byte that is not taken; it comes again, with more behind it
   * @throws IOException if the log cannot be read on; says why
   */
  int decode(byte[] buffer, int from, int to, long offset, boolean isEnd) throws IOException;

  /**
   * Counts and rejects a record that is longer than the reader's bound; its rest will be passed
   * over.
   *
   * @param buffer holds its beginning from {@code from} to before {@code to}
   * @param offset where it begins in the log's unpacked bytes
   * @throws IOException if the next record could not be found
   */
  void tooLong(byte[] buffer, int from, int to, long offset) throws IOException;

  /**
   * Where the record after one that was too long begins.
   *
   * @param buffer holds what follows from {@code from} to before {@code to}
   * @return negative if it does not begin there
   */
  int next(byte[] buffer, int from, int to);

  /** The log is at its end: whatever is still being folded goes to the sink. */
  void finish();

  /** The lines so far. */
  LineCounts counts();
}
