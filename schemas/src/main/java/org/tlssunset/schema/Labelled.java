package org.tlssunset.schema;

/** A closed vocabulary's word, as the tables write it. */
public interface Labelled {

  /** The word in the tables; a contract. */
  String label();
}
