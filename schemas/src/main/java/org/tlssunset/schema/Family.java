package org.tlssunset.schema;

/**
 * Protocols that one listener serves, so that what one of them could negotiate all could (column
 * {@code family}).
 */
public enum Family implements Word {
  HTTP("http", "All that comes through IIS"),
  SMTP("smtp", "Mail, in and out"),
  POP3("pop3", "Post Office Protocol"),
  IMAP4("imap4", "Internet Message Access Protocol");

  private final String label;
  private final String meaning;

  Family(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /**
   * That of a protocol.
   *
   * @param protocol as a table has it; one that is not known is served over HTTP, as all that are
   *     yet to come
   */
  public static Family ofProtocol(String protocol) {
    Family family = Labelled.find(values(), protocol);
    return family == null ? HTTP : family;
  }
}
