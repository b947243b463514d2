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
    /** Those that count, for each group that they are of. */
    COUNTED,
    /** The groups, as they are written. */
    WRITTEN
  }

  /**
   * What one task counted.
   *
   * @param table the place of the table whose groups were counted
   * @param partition the task's number
   */
  record Part(Stage stage, int table, int partition, Balance balance) implements Serializable {

    private String name() {
      return stage + "/" + table + "/" + partition;
    }
  }

  /** All tasks' counts of a table at a stage. */
  private Balance at(Stage stage, int table) {
    Balance all = new Balance();
    parts.values().stream()
        .filter(part -> part.stage == stage && part.table == table)
        .forEach(part -> all.add(part.balance));
    return all;
  }

  /**
   * Makes sure that what was written of all tables is what was counted.
   *
   * @param tables how many there are
   * @throws IllegalStateException if something was lost or came twice on the way
   */
  void refuseUnlike(int tables) {
    for (int table = 0; table < tables; table++) {
      refuseUnlikeOf(table);
    }
  }

  /** The same of one table. */
  void refuseUnlikeOf(int table) {
    String difference = at(Stage.WRITTEN, table).difference(at(Stage.COUNTED, table));
    if (!difference.isEmpty()) {
      throw new IllegalStateException(
          "a rollup counts other observations and requests than there are (%s): nothing was committed"
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
