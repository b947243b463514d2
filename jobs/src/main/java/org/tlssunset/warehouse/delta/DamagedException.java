package org.tlssunset.warehouse.delta;

/** A table's last commit is not wholly there; the message says which, and the cure. */
public final class DamagedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedException(String message) {
    super(message);
  }
}
