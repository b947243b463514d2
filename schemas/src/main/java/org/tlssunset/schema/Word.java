package org.tlssunset.schema;

/** A word that columns of the tables hold, explained. */
public interface Word extends Labelled {

  /** What it means: a sentence, or the beginning of one. */
  String meaning();
}
