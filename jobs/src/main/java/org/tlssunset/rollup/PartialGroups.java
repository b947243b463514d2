package org.tlssunset.rollup;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.warehouse.KeptTexts;
import scala.Tuple2;

/** The groups of one task's rows. One may come more than once: only so many are kept at a time. */
final class PartialGroups implements Iterator<Tuple2<TableKey, Uses>> {

  private final FactRows facts;
  private final List<Grouping> groupings;
  private final FoldSums counted;
  private final int partition;
  private final int most;
  private final Iterator<InternalRow> rows;
  private final List<Map<GroupKey, Uses>> groups;
  private final KeptTexts texts = new KeptTexts();
  private final List<Balance> balances;
  private int table;
  private int kept;
  private Iterator<Map.Entry<GroupKey, Uses>> ready =
      Map.<GroupKey, Uses>of().entrySet().iterator();

  /**
   * @param rows as the facts' {@link FactRows#taken} gives them
   * @param groupings each of a table
   * @param counted takes how much the rows count, once all have been read
   * @param partition the task's number
   * @param most how many groups are kept at a time
   */
  PartialGroups(
      FactRows facts,
      List<Grouping> groupings,
      FoldSums counted,
      int partition,
      Iterator<InternalRow> rows,
      int most) {
    this.facts = facts;
    this.groupings = groupings;
    this.counted = counted;
    this.partition = partition;
    this.most = most;
    this.rows = rows;
    groups = groupings.stream().<Map<GroupKey, Uses>>map(each -> new HashMap<>()).toList();
    balances = groupings.stream().map(each -> new Balance()).toList();
    table = groups.size();
  }

  /** Whether the first groups are all; to be asked before them. They tell what was counted then. */
  boolean areAll() {
    if (!hasNext()) {
      tellCounted();
    }
    return !rows.hasNext();
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext()) {
      table++;
      if (table >= groups.size()) {
        if (!rows.hasNext()) {
          return false;
        }
        read();
        table = 0;
      }
      ready = groups.get(table).entrySet().iterator();
    }
    return true;
  }

  private void read() {
    groups.forEach(Map::clear);
    texts.clear();
    kept = 0;
    while (rows.hasNext() && kept < most) {
      add(rows.next());
    }
    if (!rows.hasNext()) {
      tellCounted();
    }
  }

  private void tellCounted() {
    for (int i = 0; i < balances.size(); i++) {
      counted.add(new FoldSums.Part(FoldSums.Stage.COUNTED, i, partition, balances.get(i)));
    }
  }

  private void add(InternalRow row) {
    long observations = facts.observations(row);
    long requests = facts.requests(row);
    for (int i = 0; i < groupings.size(); i++) {
      Grouping grouping = groupings.get(i);
      for (int group = 0; group < grouping.groups(row); group++) {
        GroupKey key = grouping.key(row, group);
        balances.get(i).add(grouping.account(key), observations, requests);
        @Nullable Uses uses = groups.get(i).get(key);
        if (uses == null) {
          GroupKey own = key.kept(texts::of);
          uses = grouping.begin(own);
          groups.get(i).put(own, uses);
          kept++;
        }
        uses.add(row, group);
      }
    }
  }

  @Override
  public Tuple2<TableKey, Uses> next() {
    Map.Entry<GroupKey, Uses> group = ready.next();
    return new Tuple2<>(new TableKey(table, group.getKey()), group.getValue());
  }
}
