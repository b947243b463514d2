package org.tlssunset.names;

/** Reads the lines of a file in one form. */
sealed interface NameForm permits HostsForm, CsvForm {

  /**
   * Reads the next line.
   *
   * @param text without its end
   * @param number from 1
   */
  void line(String text, long number);

  /** There are no more lines. */
  void end();
}
