package org.tlssunset.schema;

/** Whose TLS the row tells of (column {@code tls_hop}). */
public enum TlsHop implements Word {
  CLIENT("client", "The TLS facts are those of the client's own connection"),
  PROXY("proxy", "They are those of the hop from a proxy to the server: no evidence of the client");

  private final String label;
  private final String meaning;

  TlsHop(String label, String meaning) {
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
