package org.tlssunset.rollup;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.TableRow;
import scala.Tuple2;

/** Groups as rows of their table: what stands side by side of one group becomes one. */
final class MergedGroups implements Iterator<InternalRow> {

  private final Grouping grouping;
  private final FoldSums counted;
  private final int partition;
  private final Iterator<Tuple2<GroupKey, Uses>> parts;
  private final TableRow row;
  private @Nullable Tuple2<GroupKey, Uses> ahead;
  private final Balance written = new Balance();

  /**
   * @param counted takes how much the groups count, once all have been asked for
   * @param partition the task's number
   * @param parts in the order of their keys; they are changed
   */
  MergedGroups(
      Grouping grouping, FoldSums counted, int partition, Iterator<Tuple2<GroupKey, Uses>> parts) {
    this.grouping = grouping;
    this.counted = counted;
    this.partition = partition;
    this.parts = parts;
    row = new TableRow(grouping.table());
    ahead = parts.hasNext() ? parts.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public InternalRow next() {
    Tuple2<GroupKey, Uses> first = ahead;
    if (first == null) {
      throw new NoSuchElementException();
    }
    ahead = null;
    while (ahead == null && parts.hasNext()) {
      Tuple2<GroupKey, Uses> part = parts.next();
      if (part._1().equals(first._1())) {
        first._2().add(part._2());
      } else {
        ahead = part;
      }
    }
    Uses group = first._2();
    written.add(grouping.account(group.key()), group.observations(), group.requests());
    if (ahead == null) {
      counted.add(new FoldSums.Part(FoldSums.Stage.WRITTEN, partition, written));
    }
    return group.row(row);
  }
}
