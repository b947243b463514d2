package org.tlssunset.schema;

/** What a column tells of a person, and so what has to be looked at to forget one. */
public enum Personal {
  /** Nothing. */
  NOTHING,
  /** A client's address in canonical form. */
  ADDRESS,
  /** A client's address as a server has logged it. */
  PEER,
  /** A text that lists clients' addresses. */
  ADDRESSES,
  /** A name that somebody signed in with. */
  USER,
  /** A client as {@link ClientKey} names it. */
  CLIENT,
  /** Text of a log, where anything may stand. */
  TEXT
}
