package org.tlssunset.schema;

/** Whose TLS the row tells of (column {@code tls_hop}). */
public enum TlsHop implements Labelled {
  /** The TLS facts are those of the client's own connection. */
  CLIENT("client"),
  /** They are those of the hop from a proxy to the server: no evidence of the client. */
  PROXY("proxy");

  private final String label;

  TlsHop(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
