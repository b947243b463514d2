package org.tlssunset.outreach.cures;

import org.tlssunset.outreach.owners.Language;

/** A text in the languages of letters. */
public record Texts(String english, String german) {

  /** In one of them. */
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case GERMAN -> german;
    };
  }
}
