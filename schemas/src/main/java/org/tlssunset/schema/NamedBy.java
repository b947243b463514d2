package org.tlssunset.schema;

/** Where a program named itself (column {@code named_by} of {@code programs}). */
public enum NamedBy implements Word {
  USER_AGENT("user-agent", "In the header User-Agent"),
  EHLO("ehlo", "In EHLO or HELO, when it called"),
  GREETING("greeting", "In its greeting, when it was called");

  private final String label;
  private final String meaning;

  NamedBy(String label, String meaning) {
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
