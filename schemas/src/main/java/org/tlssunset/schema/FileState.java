package org.tlssunset.schema;

/** What became of a file of the archive (column {@code state} of {@code ingested_files}). */
public enum FileState implements Labelled {
  /** Read to its end. */
  INGESTED("ingested"),
  /** Another log tells the same, or the same and more, and counts instead. */
  DUPLICATE("duplicate"),
  /** No known log: its content has no header and no line of a format that is read. */
  UNRECOGNISED("unrecognised"),
  /** It could not be opened or not be read to its end; the next run tries again. */
  UNREADABLE("unreadable");

  private final String label;

  FileState(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
