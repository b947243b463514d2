package org.tlssunset.archive;

/** The archive cannot be read as asked; the message is a sentence for the user, with the cure. */
public final class ArchiveException extends RuntimeException {

  public ArchiveException(String message) {
    super(message);
  }

  public ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
