package org.tlssunset.cli;

/** Wrong usage or configuration; the message is a sentence for the user, with the cure. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
