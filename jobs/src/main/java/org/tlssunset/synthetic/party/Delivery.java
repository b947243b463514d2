package org.tlssunset.synthetic.party;

/** In which portions an archive's files come. */
public enum Delivery {
  /** One night for each day, in their order. */
  BY_DAY,
  /** One night for each day, the last first. */
  BACKWARDS,
  /** One night for each server. */
  BY_SERVER,
  /** Some nights, each with files of any day and server. */
  SHUFFLED
}
