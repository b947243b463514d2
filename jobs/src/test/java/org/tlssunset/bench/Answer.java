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
