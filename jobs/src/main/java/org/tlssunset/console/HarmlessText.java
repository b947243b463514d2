package org.tlssunset.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Pattern;

/** Text of logs, and names of files, as they may be shown. */
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

  /**
   * A writer for people: whatever is printed there reaches the given one without control
   * characters, but for the ends of lines and tabulators.
   */
  public static PrintWriter on(Writer out) {
    return new PrintWriter(new Lines(out), true);
  }

  private static final class Lines extends FilterWriter {

    /** Control characters but tabulator, line feed and carriage return. */
    private static final Pattern CONTROL =
        Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]");

    Lines(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      write(String.valueOf((char) c));
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
      write(new String(text, from, count));
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
      out.write(CONTROL.matcher(text.substring(from, from + count)).replaceAll("\uFFFD"));
    }
  }
}
