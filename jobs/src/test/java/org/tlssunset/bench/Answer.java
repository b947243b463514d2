package org.tlssunset.bench;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a contestant found.
 *
 * @param counts for each question that it can answer, numbers by what they count
 */
record Answer(Map<Question, Map<String, Long>> counts) {

  /**
   * Checks that it is what another says to the same questions.
   *
   * @param who gave it
   * @throws IllegalStateException naming the first difference
   */
  void requireLike(Answer expected, String who) {
    Optional<String> difference = difference(expected);
    if (difference.isPresent()) {
      throw new IllegalStateException(
          "%s comes to another answer: %s".formatted(who, difference.get()));
    }
  }

  /** The first difference from what another says to the same questions; empty if there is none. */
  Optional<String> difference(Answer other) {
    for (Question question : counts.keySet()) {
      Map<String, Long> own = counts.get(question);
      Map<String, Long> others = other.counts.getOrDefault(question, Map.of());
      TreeSet<String> all = new TreeSet<>(own.keySet());
      all.addAll(others.keySet());
      for (String what : all) {
        if (!Objects.equals(own.get(what), others.get(what))) {
          return Optional.of(
              "%s: %s is %s, not %s".formatted(question, what, own.get(what), others.get(what)));
        }
      }
    }
    return Optional.empty();
  }
}
