package org.tlssunset.schema;

/** What became of TLS on a connection (column {@code tls_outcome}). */
public enum TlsOutcome implements Word {
  NEGOTIATED("negotiated", "A handshake succeeded, and the log says with which parameters"),
  CLEARTEXT("cleartext", "Mail, a sign-in or requests went in clear"),
  FAILED("failed", "A handshake was tried or demanded, and none succeeded"),
  NONE("none", "The connection was over before any of these: a port check"),
  NOT_LOGGED("not-logged", "The log cannot tell");

  private final String label;
  private final String meaning;

  TlsOutcome(String label, String meaning) {
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
