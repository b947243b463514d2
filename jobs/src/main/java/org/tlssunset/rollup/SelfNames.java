package org.tlssunset.rollup;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.util.AccumulatorV2;
import org.tlssunset.schema.NamedBy;

/**
 * The names that programs give themselves in the rows of a fold. A task that ran twice tells of the
 * same ones. Its memory is bounded: of names that are made up at random not all are told.
 */
final class SelfNames extends AccumulatorV2<SelfNames.SelfName, Set<SelfNames.SelfName>> {

  private static final long serialVersionUID = 1;

  /** So many names are told of at most. */
  static final int MOST = 100_000;

  private final Set<SelfName> names = Collections.synchronizedSet(new HashSet<>());

  /** A name, and where it stood. */
  record SelfName(String text, NamedBy by) implements Serializable {}

  @Override
  public Set<SelfName> value() {
    return names;
  }

  @Override
  public void add(SelfName name) {
    if (names.size() < MOST) {
      names.add(name);
    }
  }

  @Override
  public void merge(AccumulatorV2<SelfName, Set<SelfName>> other) {
    other.value().forEach(this::add);
  }

  @Override
  public boolean isZero() {
    return names.isEmpty();
  }

  @Override
  public SelfNames copy() {
    SelfNames copy = new SelfNames();
    copy.names.addAll(names);
    return copy;
  }

  @Override
  public void reset() {
    names.clear();
  }

  /** It is complete at a task's end, and of no use before. */
  @Override
  public boolean excludeFromHeartbeat() {
    return true;
  }
}
