package org.tlssunset.outreach.owners;

import com.google.re2j.Pattern;

/**
 * A pattern of names, in any case: {@code *} is any text, {@code ?} any character, all else itself;
 * so {@code CONTOSO\svc-*} needs no quoting.
 */
final class TextPattern {

  private final Pattern pattern;
  private final int letters;
  private final boolean isWhole;

  TextPattern(String text) {
    StringBuilder regex = new StringBuilder();
    int plain = 0;
    for (int c : text.codePoints().toArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> {
          regex.append(Pattern.quote(Character.toString(c)));
          plain++;
        }
      }
    }
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    letters = plain;
    isWhole = plain == text.codePointCount(0, text.length());
  }

  boolean fits(String text) {
    return pattern.matches(text);
  }

  /** How many characters it writes out. */
  int letters() {
    return letters;
  }

  /** Whether it is a name and leaves nothing open. */
  boolean isWhole() {
    return isWhole;
  }
}
