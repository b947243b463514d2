package org.tlssunset.rollup;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.util.AccumulatorV2;

/**
 * What is seen in the rows of a fold, each once. A task that ran twice tells of the same. Its
 * memory is bounded: of more than so many not all are told.
 */
final class Sightings<T> extends AccumulatorV2<T, Set<T>> {

  private static final long serialVersionUID = 1;

  private final int most;
  private final Set<T> seen = Collections.synchronizedSet(new HashSet<>());

  /**
   * @param most how many are told of at most
   */
  Sightings(int most) {
    this.most = most;
  }

  /** Whether all are told. */
  boolean isWhole() {
    return seen.size() < most;
  }

  @Override
  public Set<T> value() {
    return seen;
  }

  @Override
  public void add(T one) {
    if (seen.size() < most) {
      seen.add(one);
    }
  }

  @Override
  public void merge(AccumulatorV2<T, Set<T>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public boolean isZero() {
    return seen.isEmpty();
  }

  @Override
  public Sightings<T> copy() {
    Sightings<T> copy = new Sightings<>(most);
    copy.seen.addAll(seen);
    return copy;
  }

  @Override
  public void reset() {
    seen.clear();
  }

  /** It is complete at a task's end, and of no use before. */
  @Override
  public boolean excludeFromHeartbeat() {
    return true;
  }
}
