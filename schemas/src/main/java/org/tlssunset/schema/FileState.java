package org.tlssunset.schema;

/** What became of a file of the archive (column {@code state} of {@code ingested_files}). */
public enum FileState implements Word {
  INGESTED("ingested", "Read to its end"),
  DUPLICATE("duplicate", "Another log tells the same, or the same and more, and counts instead"),
  UNRECOGNISED(
      "unrecognised",
      "No known log: its content has no header and no line of a format that is read"),
  NOT_READ(
      "not-read",
      "A log of a known kind that is not read: it tells nothing of TLS, or nothing new"),
  UNREADABLE(
      "unreadable", "It could not be opened or not be read to its end; the next run tries again"),
  GONE(
      "gone",
      "It was one of the three before, and is no longer there: it is nobody's concern, and is tried again if it comes back");

  private static final FileState[] ALL = values();

  private final String label;
  private final String meaning;

  FileState(String label, String meaning) {
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

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if there is no such state
   */
  public static FileState of(String label) {
    FileState state = Labelled.find(ALL, label);
    if (state == null) {
      throw new IllegalArgumentException("no state is called " + label);
    }
    return state;
  }

  /** Whether nothing was made of a log in this state, and not for another's sake. */
  public boolean isUnread() {
    return this == UNRECOGNISED || this == NOT_READ || this == UNREADABLE;
  }
}
