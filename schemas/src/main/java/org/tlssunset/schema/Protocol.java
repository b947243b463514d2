package org.tlssunset.schema;

/** The client protocols of an Exchange organisation (column {@code protocol}). */
public enum Protocol implements Word {
  SMTP("smtp", "Mail, in and out"),
  MAPI_HTTP("mapi-http", "Outlook, by MAPI over HTTP: /mapi"),
  OUTLOOK_ANYWHERE("outlook-anywhere", "Outlook of before, by RPC over HTTP: /rpc"),
  EWS("ews", "Exchange Web Services: /EWS"),
  ACTIVESYNC("activesync", "Phones: /Microsoft-Server-ActiveSync"),
  REST("rest", "The REST interface: /api"),
  OWA("owa", "Outlook on the web: /owa"),
  ECP("ecp", "The administration page: /ecp"),
  OAB("oab", "The offline address book: /OAB"),
  AUTODISCOVER("autodiscover", "How clients find the service: /Autodiscover"),
  POWERSHELL("powershell", "Remote PowerShell: /PowerShell"),
  POP3("pop3", "Post Office Protocol"),
  IMAP4("imap4", "Internet Message Access Protocol"),
  OTHER_HTTP("other-http", "HTTP to any other path");

  private final String label;
  private final String meaning;

  Protocol(String label, String meaning) {
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
