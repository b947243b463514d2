package org.tlssunset.logs;

import org.tlssunset.schema.RejectReason;

/**
 * Where a decoder puts what it makes of a log, each kind of row by a method of its own. A format
 * whose rows are of a new kind brings one more, with a default for those who do not keep such.
 */
public interface LogSink {

  /** A finished row. The sink may keep it: the parser never touches it again. */
  void observation(Observation observation);

  /** A session of which this log holds only a part. The sink may keep it. */
  void openSession(OpenSession session);

  /** A session that one of our servers handed to another. The sink may keep it. */
  default void innerClient(InnerClient client) {}

  /**
   * A line that could not be used.
   *
   * @param detail what is wrong with it, to be said after the reason: see {@link
   *     RejectReason#sentence}
   * @param line its number in the log, from 1
   * @param offset where it begins in the log's unpacked text, in bytes
   * @param buffer holds the line's bytes, without its line end, from {@code from} to before {@code
   *     to}; valid during this call only, and cut to the reader's bound if it is too long
   */
  void rejected(
      RejectReason reason, String detail, long line, long offset, byte[] buffer, int from, int to);

  /**
   * A column that nothing reads holds addresses, neither the server's nor those that called it: a
   * proxy may forward its clients' there. Said once for each header of a log, so that one column
   * may come more than once.
   *
   * @param name as the log's {@code #Fields} has it
   */
  default void unknownAddressColumn(String name) {}
}
