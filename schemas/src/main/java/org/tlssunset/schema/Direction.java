package org.tlssunset.schema;

/** Who called whom (column {@code direction}). */
public enum Direction implements Labelled {
  /** The client called us. */
  INBOUND("inbound"),
  /** We called it. */
  OUTBOUND("outbound");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
