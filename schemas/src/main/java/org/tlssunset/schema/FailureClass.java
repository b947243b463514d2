package org.tlssunset.schema;

/** Why TLS failed (column {@code failure_class}): what has to change so that it does not. */
public enum FailureClass implements Word {
  VERSION("version", "The two sides have no version, or no cipher suite, in common"),
  CERTIFICATE("certificate", "One side's certificate was missing, or did not please the other"),
  DEMANDED("demanded", "One side demanded TLS, and the other did not begin it"),
  UNKNOWN("unknown", "The log does not tell");

  private final String label;
  private final String meaning;

  FailureClass(String label, String meaning) {
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
