package org.tlssunset.warehouse;

/** Another run holds the warehouse; the message says who, in a sentence. */
public final class ClaimedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ClaimedException(String message) {
    super(message);
  }
}
