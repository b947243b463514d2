package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.util.AccumulatorV2;

/**
 * How much went into a rollup and came out of it. Tasks hand in what they counted at their end,
 * under a name: one that ran twice counts once.
 */
final class FoldSums extends AccumulatorV2<FoldSums.Part, Map<String, FoldSums.Part>> {

  private static final long serialVersionUID = 1;

  private final Map<String, Part> parts = Collections.synchronizedMap(new HashMap<>());

  /** Where it was counted. */
  enum Stage {
    /** The rows that were read, by their origin. */
    READ,
    /** Those that count, for each group that they are of. */
    COUNTED,
    /** The groups, as they are written. */
    WRITTEN
  }

  /**
   * What one task counted.
   *
   * @param partition the task's number
   */
  record Part(Stage stage, int partition, Balance balance) implements Serializable {

    private String name() {
      return stage + "/" + partition;
    }
  }

  /** All tasks' counts at a stage. */
  Balance at(Stage stage) {
    Balance all = new Balance();
    parts.values().stream()
        .filter(part -> part.stage == stage)
        .forEach(part -> all.add(part.balance));
    return all;
  }

  /**
   * Makes sure that what was written is what was counted.
   *
   * @throws IllegalStateException if something was lost or came twice on the way
   */
  void refuseUnlike() {
    String difference = at(Stage.WRITTEN).difference(at(Stage.COUNTED));
    if (!difference.isEmpty()) {
      throw new IllegalStateException(
          "a rollup counts other observations and requests than there are (%s): nothing was committed"
              .formatted(difference));
    }
  }

  /**
   * Makes sure that the rows that were read are those that there are.
   *
   * @throws IllegalStateException if they are not
   */
  void refuseUnlike(Balance facts) {
    String difference = at(Stage.READ).difference(facts);
    if (!difference.isEmpty()) {
      throw new IllegalStateException(
          "not each observation has one party and one reason (%s): nothing was committed"
              .formatted(difference));
    }
  }

  @Override
  public Map<String, Part> value() {
    return Map.copyOf(parts);
  }

  @Override
  public void add(Part part) {
    parts.put(part.name(), part);
  }

  @Override
  public void merge(AccumulatorV2<Part, Map<String, Part>> other) {
    parts.putAll(other.value());
  }

  @Override
  public boolean isZero() {
    return parts.isEmpty();
  }

  @Override
  public FoldSums copy() {
    FoldSums copy = new FoldSums();
    copy.parts.putAll(value());
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
