package org.tlssunset.outreach.owners;

import java.util.Locale;
import org.tlssunset.schema.Labelled;

/** What letters are written in. */
public enum Language implements Labelled {
  ENGLISH("en", Locale.ENGLISH),
  GERMAN("de", Locale.GERMAN);

  private final String label;
  private final Locale locale;

  Language(String label, Locale locale) {
    this.label = label;
    this.locale = locale;
  }

  @Override
  public String label() {
    return label;
  }

  /** How numbers are written in it. */
  public Locale locale() {
    return locale;
  }
}
