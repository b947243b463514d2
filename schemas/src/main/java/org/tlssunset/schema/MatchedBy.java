package org.tlssunset.schema;

/** How a row was tied to another log's (column {@code how} of {@code matches}). */
public enum MatchedBy implements Labelled {
  /** One session fits: by its id, its client's address and port, and its time. */
  SESSION_ID("session-id"),
  /** More than one fits: none is taken. */
  SEVERAL("several"),
  /** None fits: the front end's log is not there. */
  ORPHAN("orphan");

  private final String label;

  MatchedBy(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
