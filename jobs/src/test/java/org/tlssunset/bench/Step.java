package org.tlssunset.bench;

/** How far a contestant has come. */
enum Step {
  /** All lines have been read and their rows written: tls_observations, or what is like it. */
  OBSERVATIONS("observations"),
  /** The rollup has been written too: client_protocol. */
  CLIENTS("and rollup"),
  /** Something has been counted, and nothing written. */
  COUNTS("counts");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** Its name in tables. */
  String label() {
    return label;
  }
}
