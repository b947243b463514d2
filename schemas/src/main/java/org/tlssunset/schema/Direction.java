package org.tlssunset.schema;

/** Who called whom (column {@code direction}). */
public enum Direction implements Word {
  INBOUND("inbound", "The client called us"),
  OUTBOUND("outbound", "We called it");

  private final String label;
  private final String meaning;

  Direction(String label, String meaning) {
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
