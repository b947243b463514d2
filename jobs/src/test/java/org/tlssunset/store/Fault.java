package org.tlssunset.store;

/** What a store may do to a request. */
enum Fault {
  /** It says that it has a problem, and does nothing. */
  ERROR_500,
  /** It says that it is asked too often, and does nothing. */
  SLOW_DOWN_503,
  /** It does what it is asked for, and says that it has a problem. */
  ANSWER_LOST,
  /** It closes the connection without a word. */
  HANG_UP,
  /** It never answers. */
  SILENCE,
  /** It closes the connection in the middle of the answer. */
  CUT,
  /** It sends half of the object as if that were all. */
  HALF,
  /** It does not list the newest object yet. */
  LATE_LISTING
}
