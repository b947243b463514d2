package org.tlssunset.schema;

/** What sort of program a client is: who has to be asked about it, and how it is updated. */
public enum ClientKind implements Labelled {
  /** A person's mail or calendar program on a computer. */
  MAIL_CLIENT("mail-client"),
  /** The mail program of a phone or a tablet. */
  MOBILE("mobile"),
  /** A browser with Outlook on the web. */
  BROWSER("browser"),
  /** A server: Exchange itself, SharePoint, Skype, a mail server that we send to. */
  SERVER("server"),
  /** What a developer's program speaks HTTP or EWS with. */
  LIBRARY("library"),
  /** A tool that administrators and their scripts use. */
  SCRIPT("script"),
  /** A printer, a copier, a document scanner. */
  DEVICE("device"),
  /** A service that passes other people's mail on. */
  GATEWAY("gateway"),
  /** A health check. */
  MONITORING("monitoring"),
  /** Whoever looks through the whole Internet: search engines, searches for weak servers. */
  CRAWLER("crawler"),
  /** A program that says its name, of no kind that is known. */
  OTHER("other"),
  /** Nothing tells. */
  UNKNOWN("unknown");

  private final String label;

  ClientKind(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
