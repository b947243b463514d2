package org.tlssunset.schema;

/** The client protocols of an Exchange organisation (column {@code protocol}). */
public enum Protocol implements Labelled {
  SMTP("smtp"),
  MAPI_HTTP("mapi-http"),
  OUTLOOK_ANYWHERE("outlook-anywhere"),
  EWS("ews"),
  ACTIVESYNC("activesync"),
  REST("rest"),
  OWA("owa"),
  ECP("ecp"),
  OAB("oab"),
  AUTODISCOVER("autodiscover"),
  POWERSHELL("powershell"),
  POP3("pop3"),
  IMAP4("imap4"),
  OTHER_HTTP("other-http");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
