package org.tlssunset.console;

import java.util.regex.Pattern;

/** Text of logs as it may be shown. */
public final class HarmlessText {

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

  private HarmlessText() {}

  /** Without control characters: they would break a table, or talk to the terminal. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
      }
    }
    return text;
  }
}
