package org.tlssunset.schema;

/** How what is known of a party's old TLS differs from the run before (column {@code change}). */
public enum Change implements Labelled {
  /** It is proven old, and was not known to be. */
  NEW_LEGACY("new-legacy"),
  /** It had migrated, and is old again. */
  CAME_BACK("came-back"),
  /** It was proven old, and has migrated, or is not known any more. */
  GONE("gone");

  private final String label;

  Change(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
