package org.tlssunset.schema;

import org.jspecify.annotations.Nullable;

/** A closed vocabulary's word, as the tables write it. */
public interface Labelled {

  /** The word in the tables; a contract. */
  String label();

  /**
   * The word of a vocabulary that has a label.
   *
   * @param label as a table has it; null if it has none
   * @return null if no word has it
   */
  static <W extends Labelled> @Nullable W find(W[] words, @Nullable String label) {
    for (W word : words) {
      if (word.label().equals(label)) {
        return word;
      }
    }
    return null;
  }
}
