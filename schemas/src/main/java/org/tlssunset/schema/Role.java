package org.tlssunset.schema;

/** What the other party of a row is to the mail service (column {@code role}). */
public enum Role implements Word {
  CLIENT("client", "It uses the service, as itself"),
  PROXY("proxy", "A listed proxy, gateway or smart host: its own connection, whoever is behind it"),
  OWN_SERVER("own-server", "A server of our own, or the very server that wrote the log"),
  PROBE("probe", "A health check");

  private final String label;
  private final String meaning;

  Role(String label, String meaning) {
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
