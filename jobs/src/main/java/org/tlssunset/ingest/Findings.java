package org.tlssunset.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * Carries what tasks find besides observations to the driver, while the observations themselves go
 * straight into the table: so one reading of the archive serves every table.
 *
 * <p>A task hands in all at its end, under its partition's number: one that ran twice counts once.
 */
final class Findings extends AccumulatorV2<Findings.OfPartition, List<LogFinding>> {

  private static final long serialVersionUID = 1;

  private final SortedMap<Integer, OfPartition> partitions =
      Collections.synchronizedSortedMap(new TreeMap<>());

  /**
   * What one task found.
   *
   * @param partition the number of its partition
   * @param logs in the order of reading
   * @param left files that it did not read, or not to their end: of these nothing else is here
   */
  record OfPartition(int partition, List<LogFinding> logs, List<Leftover> left)
      implements Serializable {}

  /** The files that tasks have left. */
  List<Leftover> left() {
    List<Leftover> left = new ArrayList<>();
    partitions.values().forEach(found -> left.addAll(found.left()));
    return left;
  }

  @Override
  public List<LogFinding> value() {
    List<LogFinding> logs = new ArrayList<>();
    partitions.values().forEach(found -> logs.addAll(found.logs()));
    return logs;
  }

  @Override
  public void add(OfPartition found) {
    partitions.put(found.partition(), found);
  }

  @Override
  public void merge(AccumulatorV2<OfPartition, List<LogFinding>> other) {
    partitions.putAll(((Findings) other).partitions);
  }

  @Override
  public boolean isZero() {
    return partitions.isEmpty();
  }

  @Override
  public Findings copy() {
    Findings copy = new Findings();
    copy.partitions.putAll(Map.copyOf(partitions));
    return copy;
  }

  @Override
  public void reset() {
    partitions.clear();
  }

  /** It is complete at a task's end, and of no use before. */
  @Override
  public boolean excludeFromHeartbeat() {
    return true;
  }
}
