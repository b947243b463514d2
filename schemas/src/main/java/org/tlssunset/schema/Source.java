package org.tlssunset.schema;

/** Which kind of evidence a row was read from (column {@code source}). */
public enum Source implements Word {
  SMTP_RECEIVE("smtp-receive", "Protocol logs of receive connectors"),
  SMTP_SEND("smtp-send", "Protocol logs of send connectors"),
  IIS("iis", "IIS logs of Exchange's web sites"),
  POP3("pop3", "POP3 protocol logs"),
  IMAP4("imap4", "IMAP4 protocol logs"),
  LOAD_BALANCER("load-balancer", "A balancer's or proxy's own log"),
  CAPTURE("capture", "What a capture on the network showed"),
  MESSAGE_HEADER("message-header", "Received lines of messages");

  private final String label;
  private final String meaning;

  Source(String label, String meaning) {
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
}
