package org.tlssunset.cli;

/** The run cannot succeed here, though it was asked for rightly; the message is a sentence. */
final class FailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  FailedException(String message) {
    super(message);
  }
}
