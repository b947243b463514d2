package org.tlssunset.outreach;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What clients chose, so that it stays in its line and shows as it was written. */
public final class ShownText {

  /** Control characters, and those that turn the direction of what follows. */
  private static final Pattern UNSHOWN =
      Pattern.compile("[\\p{Cntrl}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

  private ShownText() {}

  /** The text with U+FFFD in the place of such characters; empty if there is none. */
  public static String of(@Nullable String text) {
    return text == null ? "" : UNSHOWN.matcher(text).replaceAll("\uFFFD");
  }
}
