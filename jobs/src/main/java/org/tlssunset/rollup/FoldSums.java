package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * How many observations and requests went into a rollup and came out of it. Tasks hand in what they
 * counted at their end, under a name: one that ran twice counts once.
 */
final class FoldSums extends AccumulatorV2<FoldSums.Part, FoldSums.Sums> {

  private static final long serialVersionUID = 1;

  private final Map<String, Part> parts = Collections.synchronizedMap(new HashMap<>());

  /**
   * What one task counted.
   *
   * @param isResult whether it came out, else it went in
   * @param partition the task's number
   */
  record Part(boolean isResult, int partition, long observations, long requests)
      implements Serializable {

    private String name() {
      return isResult + "/" + partition;
    }
  }

  /** All tasks' counts. */
  record Sums(long observations, long requests, long writtenObservations, long writtenRequests)
      implements Serializable {

    /**
     * @throws IllegalStateException if something was lost or came twice on the way
     */
    void refuseUnlike() {
      if (observations != writtenObservations || requests != writtenRequests) {
        throw new IllegalStateException(
            "a rollup counts [%d,%d] observations and requests where there are [%d,%d]: nothing was committed"
                .formatted(writtenObservations, writtenRequests, observations, requests));
      }
    }
  }

  @Override
  public Sums value() {
    long[] sums = new long[4];
    for (Part part : parts.values()) {
      sums[part.isResult ? 2 : 0] += part.observations;
      sums[part.isResult ? 3 : 1] += part.requests;
    }
    return new Sums(sums[0], sums[1], sums[2], sums[3]);
  }

  @Override
  public void add(Part part) {
    parts.put(part.name(), part);
  }

  @Override
  public void merge(AccumulatorV2<Part, Sums> other) {
    parts.putAll(((FoldSums) other).parts);
  }

  @Override
  public boolean isZero() {
    return parts.isEmpty();
  }

  @Override
  public FoldSums copy() {
    FoldSums copy = new FoldSums();
    copy.parts.putAll(Map.copyOf(parts));
    return copy;
  }

  @Override
  public void reset() {
    parts.clear();
  }

  /** It is complete at a task's end, and of no use before. */
  @Override
  public boolean excludeFromHeartbeat() {
    return true;
  }
}
