package org.tlssunset.names;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, however they end. A file of another kind may be one line without an end. */
final class TextLines {

  private static final int LONGEST = 1 << 20;

  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;
  private boolean isAfterReturn;

  TextLines(Reader text) {
    this.text = text;
  }

  /**
   * The next line.
   *
   * @return null after the last
   * @throws IOException if it cannot be read, or is longer than any line of a name file
   */
  @Nullable String next() throws IOException {
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
      line.append(c);
      if (line.length() > LONGEST) {
        throw new IOException("a line has more than a million characters");
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
