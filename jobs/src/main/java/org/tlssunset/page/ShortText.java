package org.tlssunset.page;

import org.jspecify.annotations.Nullable;

/** A name as a line has room for it. */
final class ShortText {

  private static final int LONGEST = 34;

  private ShortText() {}

  /** Its beginning; empty if there is none. */
  static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
