package org.tlssunset.archive;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text that is no log, however they end. A file of another kind may be one line
 * without an end: of such a line the beginning is given.
 */
public final class TextLines {

  /** No line of a file that people make is longer, in characters. */
  private static final int LONGEST = 1 << 16;

  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;
  private boolean isAfterReturn;

  /** Of a text that the caller closes. */
  public TextLines(Reader text) {
    this.text = text;
  }

  /**
   * The next line.
   *
   * @return null after the last
   * @throws IOException if it cannot be read
   */
  public @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    while (fill()) {
      char c = buffer[at++];
      boolean isSecondHalf = c == '\n' && isAfterReturn;
      isAfterReturn = c == '\r';
      if (isSecondHalf) {
        continue;
      }
      if (c == '\n' || c == '\r') {
        return line.toString();
      }
      if (line.length() < LONGEST) {
        line.append(c);
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, text.read(buffer));
    }
    return end > 0;
  }
}
