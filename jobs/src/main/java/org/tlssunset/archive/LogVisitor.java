package org.tlssunset.archive;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSink;

/**
 * What a {@link LogReader} tells of a file: for each log in it (one, or one per entry of a zip
 * archive) {@link #begin}, what the parser finds, and then {@link #end}, {@link #unreadable} or
 * {@link #gone}; or only one of these two and the others.
 */
public interface LogVisitor {

  /**
   * A log begins.
   *
   * @param log which: its file and, in a zip archive, its entry
   * @return where its rows and rejects go
   */
  LogSink begin(LogName log, LogFormat format);

  /** The log was read to its end; everything that its parser found has been handed over. */
  void end(LogName log, LineCounts counts, LogText text);

  /**
   * It holds no text, or is a zip archive of no file: nothing is wrong with it, and nothing tells
   * its format.
   */
  void empty(LogName log);

  /** It is no log that is read; {@code reason} says what it seems to be. */
  void unrecognised(LogName log, String reason);

  /**
   * It is a log of a known kind that is deliberately not read: to whom that makes no difference, it
   * is unrecognised.
   *
   * @param reason a sentence's end that says which kind
   */
  default void notRead(LogName log, String reason) {
    unrecognised(log, reason);
  }

  /**
   * It could not be opened, or not be read to its end. What was handed over since {@link #begin} is
   * true but not all.
   *
   * @param reason a sentence's end that names the cause and the cure
   * @param counts the lines so far; null if none was read
   */
  void unreadable(LogName log, String reason, @Nullable LineCounts counts);

  /**
   * Its file is no longer there: to whom that makes no difference, it is unreadable.
   *
   * @param reason a sentence's end that says so
   */
  default void gone(LogName log, String reason) {
    unreadable(log, reason, null);
  }
}
