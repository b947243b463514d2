package org.tlssunset.schema;

import java.util.Comparator;

/**
 * What is known of a party's program and old versions of TLS (column {@code status}), in the order
 * in which they are asked: the first that holds is the status. "Old" is below the policy's minimum
 * version; proven where the other end had shown something better by then.
 */
public enum ClientStatus implements Word {
  NO_USE(
      "no-use",
      8,
      "A client that never used the service: a scanner; of any role, port checks. Outside all plans."),
  LEGACY_ONLY(
      "legacy-only",
      0,
      "Proven old: it used an old version where the other end could do better, and nothing modern."),
  MIXED(
      "mixed",
      1,
      "Proven old, and modern too: the last old use is within the days of silence, nothing modern came after it, or too little of its traffic tells its TLS."),
  MIGRATED(
      "migrated",
      6,
      "Old before, modern since, and nothing old for the days of silence: it has gone over."),
  UNPROVEN(
      "unproven",
      4,
      "It used an old version only where the other end had shown nothing better: that says nothing of it."),
  MODERN_ONLY(
      "modern-only",
      7,
      "Never old, and enough of its own traffic shows its TLS: the policy's minimum coverage."),
  FAILING("failing", 2, "Its handshakes fail, and none has succeeded."),
  CLEARTEXT_ONLY(
      "cleartext-only", 5, "It uses the service in clear, also after failed handshakes."),
  UNKNOWN("unknown", 3, "The logs do not tell enough of its TLS.");

  /** The worst first: what a party's programs come to. */
  public static final Comparator<ClientStatus> WORST_FIRST =
      Comparator.comparingInt(status -> status.rank);

  private final String label;
  private final int rank;
  private final String meaning;

  ClientStatus(String label, int rank, String meaning) {
    this.label = label;
    this.rank = rank;
    this.meaning = meaning;
  }

  /** Whether it is proven old now. */
  public boolean isOld() {
    return this == LEGACY_ONLY || this == MIXED;
  }

  /** Whether it is, or has been and went over. */
  public boolean hasBeenOld() {
    return isOld() || this == MIGRATED;
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
