package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;

/**
 * Header lines that tell how to read what follows, as in W3C's Extended Log File Format; Exchange
 * writes them, too. Their names are read in any case.
 */
public enum Directive {
  FIELDS("#Fields:"),
  DATE("#Date:"),
  SOFTWARE("#Software:"),
  LOG_TYPE("#Log-type:");

  private final String text;

  Directive(String text) {
    this.text = text;
  }

  /** What a line says behind it; null if the line is another. */
  public @Nullable String of(String line) {
    return line.regionMatches(true, 0, text, 0, text.length())
        ? line.substring(text.length())
        : null;
  }
}
