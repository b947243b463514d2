package org.tlssunset.schema;

/** How long a table's rows stay: the setting that says it. */
public enum Kept {
  /** As long as the table itself. */
  ALWAYS,
  /** As long as observations are kept. */
  OBSERVATIONS,
  /** As long as rejected lines are kept. */
  REJECTED_LINES,
  /** As long as the days are kept that clients are counted from. */
  ROLLUPS
}
