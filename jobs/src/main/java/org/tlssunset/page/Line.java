package org.tlssunset.page;

/**
 * A sentence of a page, and what it is about in a word or two.
 *
 * @param label empty: it goes on with what the line before is about
 */
public record Line(String label, String text) {

  /** As a page of text has it. */
  @Override
  public String toString() {
    return "%-10s%s".formatted(label, text);
  }
}
