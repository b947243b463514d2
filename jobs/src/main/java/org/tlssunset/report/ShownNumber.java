package org.tlssunset.report;

import java.util.Locale;

/** A whole number as the page has it. */
final class ShownNumber {

  private ShownNumber() {}

  /** Its digits, with commas between thousands. */
  static String of(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
