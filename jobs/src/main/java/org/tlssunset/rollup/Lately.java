package org.tlssunset.rollup;

import java.io.Serializable;

/**
 * The days whose volumes are asked for, and what is weak by the policy.
 *
 * @param from the first day, since 1970
 * @param until the last
 */
record Lately(int from, int until, WeakSuites weak) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Whether a day is one of them. */
  boolean holds(int day) {
    return day >= from && day <= until;
  }
}
