package org.tlssunset.logs.smtp;

import org.tlssunset.logs.TextPool;

/** A column's text as it stands in the tables: trimmed, its doubled quotes undone, not too long. */
final class SmtpText {

  /** Names and reasons are kept to this length, in bytes. */
  private static final int LONGEST = 256;

  private final TextPool texts;

  SmtpText(TextPool texts) {
    this.texts = texts;
  }

  /** The text of the bytes from {@code from} to before {@code to}. */
  String of(byte[] buffer, int from, int to) {
    int start = from;
    int end = Math.min(to, from + LONGEST);
    while (start < end && buffer[start] == ' ') {
      start++;
    }
    if (end < to) {
      while (end > start && (buffer[end] & 0xC0) == 0x80) {
        end--; // no cut within a character
      }
    }
    while (end > start && buffer[end - 1] == ' ') {
      end--;
    }
    String text = texts.text(buffer, start, end);
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }
}
