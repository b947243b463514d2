package org.tlssunset.rollup;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Groups of several tables: what stands side by side of one group becomes one. */
final class MergedGroups implements Iterator<Tuple2<Integer, Uses>> {

  private final List<Grouping> groupings;
  private final FoldSums counted;
  private final int partition;
  private final Iterator<Tuple2<TableKey, Uses>> parts;
  private final List<Balance> written;
  private @Nullable Tuple2<TableKey, Uses> ahead;

  /**
   * @param groupings each of a table
   * @param counted takes how much the groups count, once all have been asked for
   * @param partition the task's number
   * @param parts in the order of their keys, or no two of a group; they are changed
   */
  MergedGroups(
      List<Grouping> groupings,
      FoldSums counted,
      int partition,
      Iterator<Tuple2<TableKey, Uses>> parts) {
    this.groupings = groupings;
    this.counted = counted;
    this.partition = partition;
    this.parts = parts;
    written = groupings.stream().map(each -> new Balance()).toList();
    ahead = parts.hasNext() ? parts.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  /** A group, with the place of its table. */
  @Override
  public Tuple2<Integer, Uses> next() {
    Tuple2<TableKey, Uses> first = ahead;
    if (first == null) {
      throw new NoSuchElementException();
    }
    ahead = null;
    while (ahead == null && parts.hasNext()) {
      Tuple2<TableKey, Uses> part = parts.next();
      if (part._1().equals(first._1())) {
        first._2().add(part._2());
      } else {
        ahead = part;
      }
    }
    Uses group = first._2();
    int table = first._1().table();
    Grouping grouping = groupings.get(table);
    written.get(table).add(grouping.account(group.key()), group.observations(), group.requests());
    if (ahead == null) {
      tellWritten();
    }
    return new Tuple2<>(table, group);
  }

  /** Of the tables that groups were of: those of another may be in a partition of that number. */
  private void tellWritten() {
    for (int i = 0; i < written.size(); i++) {
      if (!written.get(i).isEmpty()) {
        counted.add(new FoldSums.Part(FoldSums.Stage.WRITTEN, i, partition, written.get(i)));
      }
    }
  }
}
