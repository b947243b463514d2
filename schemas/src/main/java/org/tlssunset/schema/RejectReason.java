package org.tlssunset.schema;

/** Why a line could not be used (column {@code reason} of {@code rejected_lines}). */
public enum RejectReason implements Labelled {
  /** More or fewer fields than the header or the format has: often a line that was cut short. */
  FIELD_COUNT("field-count"),
  /** A quote is opened and not closed, or text follows a closing quote. */
  QUOTING("quoting"),
  /** The date or time is not one. */
  TIME("time"),
  /** The event is none of + - {@literal <} {@literal >} *. */
  EVENT("event"),
  /** A W3C line with no {@code #Fields} before it: nothing says what its columns are. */
  NO_FIELDS_HEADER("no-fields-header"),
  /** Longer than the bound that the reader keeps lines to, or the names in them. */
  TOO_LONG("too-long"),
  /** Holds NUL bytes: a hole in a file after a crash, or no text at all. */
  BINARY("binary");

  private final String label;

  RejectReason(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
