package org.tlssunset.schema;

import java.util.Locale;

/** Why a line could not be used (column {@code kind} of {@code rejected_lines}). */
public enum RejectReason implements Word {
  /** More or fewer fields than the header or the format has: often a line that was cut short. */
  FIELD_COUNT("field-count", "more or fewer fields than the log's lines have"),
  /** A quote is opened and not closed, or text follows a closing quote. */
  QUOTING("quoting", "a quote is not closed, or text follows a closing one"),
  /** The date or time is not one. */
  TIME("time", "no date and time as such logs have them"),
  /** The event is none of + - {@literal <} {@literal >} *. */
  EVENT("event", "the event is none of + - < > *"),
  /** A field of TLS facts holds what is none. */
  CRYPT_FIELD("crypt-field", "a field of TLS facts holds what is none"),
  /** A line with no {@code #Fields} before it: nothing says what its columns are. */
  NO_FIELDS_HEADER("no-fields-header", "no #Fields line before it says what its columns are"),
  /** Longer than the bound that the reader keeps lines to, or the names in them. */
  TOO_LONG("too-long", "the line, or a name in it, is longer than is read"),
  /** Holds NUL bytes: a hole in a file after a crash, or no text at all. */
  BINARY("binary", "NUL bytes: a hole that a crash left, or no text");

  private final String label;
  private final String usualDetail;

  RejectReason(String label, String usualDetail) {
    this.label = label;
    this.usualDetail = usualDetail;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String meaning() {
    return usualDetail.substring(0, 1).toUpperCase(Locale.ROOT) + usualDetail.substring(1);
  }

  /** What is wrong with a line, where nothing more is known of it. */
  public String usualDetail() {
    return usualDetail;
  }

  /**
   * The sentence that column {@code reason} holds: {@code field-count: 14 fields where #Fields
   * names 15}.
   *
   * @param detail what is wrong with the line
   */
  public String sentence(String detail) {
    return label + ": " + detail;
  }
}
