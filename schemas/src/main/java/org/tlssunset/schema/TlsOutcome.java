package org.tlssunset.schema;

/** What became of TLS on a connection (column {@code tls_outcome}). */
public enum TlsOutcome implements Labelled {
  /** A handshake succeeded, and the log says with which parameters. */
  NEGOTIATED("negotiated"),
  /** Mail, a sign-in or requests went in clear. */
  CLEARTEXT("cleartext"),
  /** A handshake was tried or demanded, and none succeeded. */
  FAILED("failed"),
  /** The connection was over before any of these: a port check. */
  NONE("none"),
  /** The log cannot tell. */
  NOT_LOGGED("not-logged");

  private final String label;

  TlsOutcome(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
