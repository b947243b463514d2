package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many observations, and requests in them, there are of each kind. */
final class Balance implements Serializable {

  private static final long serialVersionUID = 1;

  private final Map<GroupKey, Sum> sums = new HashMap<>();
  private transient @Nullable GroupKey lastKind;
  private transient @Nullable Sum last;

  private static final class Sum implements Serializable {

    private static final long serialVersionUID = 1;

    private long observations;
    private long requests;

    private void add(long moreObservations, long moreRequests) {
      observations = Math.addExact(observations, moreObservations);
      requests = Math.addExact(requests, moreRequests);
    }

    private boolean isNothing() {
      return observations == 0 && requests == 0;
    }

    @Override
    public String toString() {
      return "%d with %d".formatted(observations, requests);
    }
  }

  /**
   * Adds some of one kind; mostly it is that of those before.
   *
   * @param kind valid as long as its texts are
   */
  void add(GroupKey kind, long observations, long requests) {
    Sum sum = last;
    if (sum == null || !kind.equals(lastKind)) {
      sum = sums.get(kind);
      if (sum == null) {
        sum = new Sum();
        sums.put(kind.copy(), sum);
      }
      lastKind = kind.copy();
      last = sum;
    }
    sum.add(observations, requests);
  }

  void add(Balance other) {
    other.sums.forEach((kind, sum) -> add(kind, sum.observations, sum.requests));
  }

  /** Whether nothing was ever added. */
  boolean isEmpty() {
    return sums.isEmpty();
  }

  /** What there is of one and not of the other, by kind; empty if they are the same. */
  String difference(Balance other) {
    Map<GroupKey, String> differences = new TreeMap<>();
    sums.forEach(
        (kind, sum) -> {
          Sum others = other.sums.getOrDefault(kind, new Sum());
          if (sum.observations != others.observations || sum.requests != others.requests) {
            differences.put(kind, "%s: %s, not %s".formatted(kind, sum, others));
          }
        });
    other.sums.forEach(
        (kind, others) -> {
          if (!sums.containsKey(kind) && !others.isNothing()) {
            differences.put(kind, "%s: %s, not %s".formatted(kind, new Sum(), others));
          }
        });
    return differences.values().stream().collect(Collectors.joining("; "));
  }
}
