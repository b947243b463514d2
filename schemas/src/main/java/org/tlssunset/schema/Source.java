package org.tlssunset.schema;

/** Which kind of evidence a row was read from (column {@code source}). */
public enum Source implements Labelled {
  SMTP_RECEIVE("smtp-receive"),
  SMTP_SEND("smtp-send"),
  IIS("iis"),
  POP3("pop3"),
  IMAP4("imap4"),
  LOAD_BALANCER("load-balancer"),
  CAPTURE("capture"),
  MESSAGE_HEADER("message-header");

  private final String label;

  Source(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
