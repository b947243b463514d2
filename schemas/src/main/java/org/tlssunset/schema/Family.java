package org.tlssunset.schema;

/**
 * Protocols that one listener serves, so that what one of them could negotiate all could (column
 * {@code family}).
 */
public enum Family implements Labelled {
  HTTP("http"),
  SMTP("smtp"),
  POP3("pop3"),
  IMAP4("imap4");

  private final String label;

  Family(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
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
