package org.tlssunset.schema;

/**
 * What becomes of a party when versions are switched off (column {@code effect}), the worst first.
 */
public enum Effect implements Word {
  STOPS("stops", "It can no longer connect; of a mixed party, a part of it."),
  UNKNOWN(
      "unknown", "The logs do not tell; counted as stopping wherever something is called safe."),
  FALLS_TO_CLEARTEXT(
      "falls-to-cleartext",
      "Mail goes on without TLS: this peer's was accepted in clear over this connector, and nothing there demands TLS."),
  HAS_ALTERNATIVE(
      "has-alternative",
      "It offered something newer, or was seen old only where the other end had shown nothing better."),
  UNAFFECTED("unaffected", "It does not need what goes.");

  private final String label;
  private final String meaning;

  Effect(String label, String meaning) {
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

  /** The worse of two. */
  public Effect or(Effect other) {
    return other.ordinal() < ordinal() ? other : this;
  }
}
