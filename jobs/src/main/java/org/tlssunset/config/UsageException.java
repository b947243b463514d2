package org.tlssunset.config;

/** Wrong usage or configuration; the message is a sentence for the user, with the cure. */
public class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
