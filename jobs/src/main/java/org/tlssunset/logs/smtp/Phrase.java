package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tlssunset.logs.ByteScan;

/** A word or phrase to recognise in a log's bytes, without regard to the case of ASCII letters. */
final class Phrase {

  private final byte[] lower;

  Phrase(String text) {
    lower = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }

  int length() {
    return lower.length;
  }

  /** Whether the bytes from {@code from} to before {@code to} begin with it. */
  boolean begins(byte[] buffer, int from, int to) {
    return to - from >= lower.length && ByteScan.equalsLower(buffer, from, lower);
  }

  /** Whether they are it, but for blanks at the end. */
  boolean is(byte[] buffer, int from, int to) {
    int end = to;
    while (end > from && buffer[end - 1] == ' ') {
      end--;
    }
    return end - from == lower.length && ByteScan.equalsLower(buffer, from, lower);
  }

  boolean isIn(byte[] buffer, int from, int to) {
    return indexIn(buffer, from, to) >= 0;
  }

  /** Whether it stands in them with no letter before or behind it. */
  boolean isWordIn(byte[] buffer, int from, int to) {
    int at = from;
    while ((at = indexIn(buffer, at, to)) >= 0) {
      int end = at + lower.length;
      if ((at == from || !isLetter(buffer[at - 1])) && (end == to || !isLetter(buffer[end]))) {
        return true;
      }
      at++;
    }
    return false;
  }

  private static boolean isLetter(byte b) {
    byte lower = ByteScan.lower(b);
    return lower >= 'a' && lower <= 'z';
  }

  /** Where it first stands in them; negative if it does not. */
  int indexIn(byte[] buffer, int from, int to) {
    for (int i = from; i <= to - lower.length; i++) {
      if (ByteScan.equalsLower(buffer, i, lower)) {
        return i;
      }
    }
    return -1;
  }
}
