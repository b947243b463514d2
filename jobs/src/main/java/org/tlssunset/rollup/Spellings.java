package org.tlssunset.rollup;

/** The different values of a list of the rollups: so many that a reader takes them in. */
final class Spellings {

  private static final int MOST = 5;

  private Spellings() {}

  /**
   * The first values of a list that differ.
   *
   * @param values an SQL expression, of a list
   */
  static String exact(String values) {
    return "slice(array_distinct(%s), 1, %d)".formatted(values, MOST);
  }

  /**
   * The first names of users of a list that differ, each as it is spelled first in it: names are
   * the same in any case, {@code CORP\alice} and {@code corp\Alice}.
   *
   * @param names an SQL expression, of a list without nulls
   */
  static String first(String names) {
    return """
    aggregate(%s, CAST(array() AS ARRAY<STRING>), (found, name) ->
               if(size(found) = %d OR exists(found, one -> lower(one) = lower(name)),
                 found, array_append(found, name)))"""
        .formatted(names, MOST);
  }
}
