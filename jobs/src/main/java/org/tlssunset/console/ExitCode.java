package org.tlssunset.console;

/** What the process's end tells a scheduler. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** Anything that the other codes do not name: nothing half-done is left behind. */
  public static final int FAILED = 1;

  /** Wrong usage or configuration: it fails the same way until somebody changes it. */
  public static final int WRONG_USAGE = 2;

  /** Done, but some files or lines could not be read; they are named on standard error. */
  public static final int PARTLY = 3;

  /** Done, and what {@code --fail-on} names was found. */
  public static final int ALERT = 4;

  private ExitCode() {}
}
