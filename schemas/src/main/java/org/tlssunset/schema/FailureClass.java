package org.tlssunset.schema;

/** Why TLS failed (column {@code failure_class}): what has to change so that it does not. */
public enum FailureClass implements Labelled {
  /** The two sides have no version, or no cipher suite, in common. */
  VERSION("version"),
  /** One side's certificate was missing, or did not please the other. */
  CERTIFICATE("certificate"),
  /** One side demanded TLS, and the other did not begin it. */
  DEMANDED("demanded"),
  /** The log does not tell. */
  UNKNOWN("unknown");

  private final String label;

  FailureClass(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
