package org.tlssunset.schema;

/** Where a program named itself (column {@code named_by} of {@code programs}). */
public enum NamedBy implements Labelled {
  /** In the header User-Agent. */
  USER_AGENT("user-agent"),
  /** In EHLO or HELO, when it called. */
  EHLO("ehlo"),
  /** In its greeting, when it was called. */
  GREETING("greeting");

  private final String label;

  NamedBy(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
