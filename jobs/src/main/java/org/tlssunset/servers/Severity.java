package org.tlssunset.servers;

import org.tlssunset.schema.Labelled;

/** How much a finding matters. */
public enum Severity implements Labelled {
  /** Connections fail, or are unsafe. */
  ERROR("error"),
  /** It is not as the guidance wants it, or nobody knows. */
  WARNING("warning"),
  /** Good to know. */
  REMARK("remark");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
