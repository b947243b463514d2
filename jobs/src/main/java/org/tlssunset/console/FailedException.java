package org.tlssunset.console;

/** The run cannot succeed here, though it was asked for rightly; the message is a sentence. */
public final class FailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public FailedException(String message) {
    super(message);
  }

  public FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
