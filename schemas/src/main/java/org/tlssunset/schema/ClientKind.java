package org.tlssunset.schema;

/** What sort of program a client is: who has to be asked about it, and how it is updated. */
public enum ClientKind implements Word {
  MAIL_CLIENT("mail-client", "A person's mail or calendar program on a computer"),
  MOBILE("mobile", "The mail program of a phone or a tablet"),
  BROWSER("browser", "A browser with Outlook on the web"),
  SERVER("server", "A server: Exchange itself, SharePoint, Skype, a mail server that we send to"),
  LIBRARY("library", "What a developer's program speaks HTTP or EWS with"),
  SCRIPT("script", "A tool that administrators and their scripts use"),
  DEVICE("device", "A printer, a copier, a document scanner"),
  GATEWAY("gateway", "A service that passes other people's mail on"),
  MONITORING("monitoring", "A health check"),
  CRAWLER(
      "crawler",
      "Whoever looks through the whole Internet: search engines, searches for weak servers"),
  OTHER("other", "A program that says its name, of no kind that is known"),
  UNKNOWN("unknown", "Nothing tells");

  private final String label;
  private final String meaning;

  ClientKind(String label, String meaning) {
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
