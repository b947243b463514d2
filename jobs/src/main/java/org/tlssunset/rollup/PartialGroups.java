package org.tlssunset.rollup;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** The groups of one task's rows. One may come more than once: only so many are kept at a time. */
final class PartialGroups implements Iterator<Tuple2<GroupKey, Uses>> {

  private final Grouping grouping;
  private final FoldSums counted;
  private final int partition;
  private final int most;
  private final Iterator<InternalRow> rows;
  private final Map<GroupKey, Uses> groups = new HashMap<>();
  private Iterator<Map.Entry<GroupKey, Uses>> ready = groups.entrySet().iterator();
  private final Balance read = new Balance();
  private final Balance counts = new Balance();

  /**
   * @param counted takes how much the rows count, once all have been read
   * @param partition the task's number
   * @param most how many groups are kept at a time
   */
  PartialGroups(
      Grouping grouping, FoldSums counted, int partition, Iterator<InternalRow> rows, int most) {
    this.most = most;
    this.grouping = grouping;
    this.counted = counted;
    this.partition = partition;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    if (!ready.hasNext() && rows.hasNext()) {
      groups.clear();
      while (rows.hasNext() && groups.size() < most) {
        add(rows.next());
      }
      ready = groups.entrySet().iterator();
      if (!rows.hasNext()) {
        counted.add(new FoldSums.Part(FoldSums.Stage.READ, partition, read));
        counted.add(new FoldSums.Part(FoldSums.Stage.COUNTED, partition, counts));
      }
    }
    return ready.hasNext();
  }

  private void add(InternalRow row) {
    InternalRow judged = grouping.judged(row);
    long observations = grouping.observations(judged);
    long requests = grouping.requests(judged);
    GroupKey origin = grouping.origin(judged);
    if (origin != null) {
      read.add(origin, observations, requests);
    }
    for (int group = 0; group < grouping.groups(judged); group++) {
      GroupKey key = grouping.key(judged, group);
      counts.add(grouping.account(key), observations, requests);
      Uses uses = groups.get(key);
      if (uses == null) {
        GroupKey kept = key.copy();
        uses = grouping.begin(kept);
        groups.put(kept, uses);
      }
      uses.add(judged, group);
    }
  }

  @Override
  public Tuple2<GroupKey, Uses> next() {
    Map.Entry<GroupKey, Uses> group = ready.next();
    return new Tuple2<>(group.getKey(), group.getValue());
  }
}
