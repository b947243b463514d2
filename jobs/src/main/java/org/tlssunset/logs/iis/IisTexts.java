package org.tlssunset.logs.iis;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.TextPool;

/** Turns columns of the line in hand into text. */
final class IisTexts {

  private final TextPool texts;
  private byte[] decoded = new byte[256];

  /**
   * @param texts of the log's encoding
   */
  IisTexts(TextPool texts) {
    this.texts = texts;
  }

  /** A column's text as logged; null if it is empty. */
  @Nullable String logged(byte[] buffer, IisLine line, int column) {
    return line.isEmpty(buffer, column) ? null : raw(buffer, line, column);
  }

  /** A column's text as logged, {@code -} too; null if the log does not have it. */
  @Nullable String raw(byte[] buffer, IisLine line, int column) {
    return column == IisFields.ABSENT
        ? null
        : texts.text(buffer, line.from(column), line.to(column));
  }

  /** A column's text with blanks where IIS logs {@code +}; null if it is empty. */
  @Nullable String decoded(byte[] buffer, IisLine line, int column) {
    if (line.isEmpty(buffer, column)) {
      return null;
    }
    int from = line.from(column);
    int length = line.to(column) - from;
    if (length + LogParser.SLACK > decoded.length) {
      decoded = new byte[length + LogParser.SLACK];
    }
    for (int i = 0; i < length; i++) {
      byte b = buffer[from + i];
      decoded[i] = b == '+' ? (byte) ' ' : b;
    }
    return texts.text(decoded, 0, length);
  }
}
