package org.tlssunset.cli;

/** What the process's end tells a scheduler. */
final class ExitCode {

  /** Done. */
  static final int DONE = 0;

  /** Anything that the other codes do not name: nothing half-done is left behind. */
  static final int FAILED = 1;

  /** Wrong usage or configuration: it fails the same way until somebody changes it. */
  static final int WRONG_USAGE = 2;

  /** Done, but some files or lines could not be read; they are named on standard error. */
  static final int PARTLY = 3;

  private ExitCode() {}
}
