package org.tlssunset.rollup;

/** Names of users, which are the same in any case: {@code CORP\alice} and {@code corp\Alice}. */
final class Spellings {

  private static final int MOST = 5;

  private Spellings() {}

  /**
   * At most five different names of a list, each as it is spelled first in it.
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
