package org.tlssunset.schema;

import org.jspecify.annotations.Nullable;

/** The log formats that are read (column {@code format} of {@code ingested_files}). */
public enum LogFormat implements Labelled {
  SMTP_RECEIVE("smtp-receive", Source.SMTP_RECEIVE, false),
  SMTP_SEND("smtp-send", Source.SMTP_SEND, false),
  IIS("iis", Source.IIS, true);

  private static final LogFormat[] ALL = values();

  private final String label;
  private final Source source;
  private final boolean splittable;

  LogFormat(String label, Source source, boolean splittable) {
    this.label = label;
    this.source = source;
    this.splittable = splittable;
  }

  @Override
  public String label() {
    return label;
  }

  /** What rows of this format carry in column {@code source}. */
  public Source source() {
    return source;
  }

  /**
   * Whether a plain file may be read in pieces that begin at any line, if each of its lines says
   * the day. SMTP sessions interleave from the first line to the last, so their files may not.
   */
  public boolean splittable() {
    return splittable;
  }

  /**
   * Reads a label.
   *
   * @return null for null, and for a format that this version does not read
   */
  public static @Nullable LogFormat of(@Nullable String label) {
    return Labelled.find(ALL, label);
  }
}
