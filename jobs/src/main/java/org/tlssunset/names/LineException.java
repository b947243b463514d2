package org.tlssunset.names;

/** A line that names no host; the message is a sentence's end with the cure. */
final class LineException extends Exception {

  private static final long serialVersionUID = 1;

  LineException(String message) {
    super(message, null, false, false); // one for each of many lines: no trace
  }
}
