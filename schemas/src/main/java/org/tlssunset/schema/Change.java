package org.tlssunset.schema;

/** How what is known of a party's old TLS differs from the run before (column {@code change}). */
public enum Change implements Word {
  NEW_LEGACY("new-legacy", "It is proven old, and was not known to be"),
  CAME_BACK("came-back", "It had migrated, and is old again"),
  GONE("gone", "It was proven old, and has migrated, or is not known any more");

  private final String label;
  private final String meaning;

  Change(String label, String meaning) {
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
