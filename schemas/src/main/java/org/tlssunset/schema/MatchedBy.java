package org.tlssunset.schema;

/** How a row was tied to another log's (column {@code how} of {@code matches}). */
public enum MatchedBy implements Word {
  SESSION_ID(
      "session-id", "One session fits: by its id, its client's address and port, and its time"),
  SEVERAL("several", "More than one fits: none is taken"),
  ORPHAN("orphan", "None fits: the front end's log is not there");

  private final String label;
  private final String meaning;

  MatchedBy(String label, String meaning) {
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
