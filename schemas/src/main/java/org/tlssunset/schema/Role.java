package org.tlssunset.schema;

/** What the other party of a row is to the mail service (column {@code role}). */
public enum Role implements Labelled {
  /** It uses the service, as itself. */
  CLIENT("client"),
  /** A listed proxy, gateway or smart host: its own connection, whoever is behind it. */
  PROXY("proxy"),
  /** A server of our own, or the very server that wrote the log. */
  OWN_SERVER("own-server"),
  /** A health check. */
  PROBE("probe");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
