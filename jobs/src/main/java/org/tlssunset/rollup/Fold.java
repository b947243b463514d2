package org.tlssunset.rollup;

import com.google.common.collect.Iterators;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.HeapShare;
import org.tlssunset.warehouse.PackedRows;
import org.tlssunset.warehouse.ScannedRows;
import org.tlssunset.warehouse.delta.Transaction;
import scala.Tuple2;

/**
 * Folds rows into groups, of several tables in one pass, in one Spark job: each task folds the rows
 * that it reads, and what several tasks have of one group is folded once more after the shuffle, in
 * the order of keys, one group at a time. So memory does not grow with the groups. It is plain
 * Java: for the few thousand rows of a night, planning the same in SQL took Spark longer than
 * reading the logs.
 */
final class Fold {

  /**
   * So many bytes of data files hold two million rows, and are worth a task of their own. One task
   * needs no shuffle: what goes through one is written and read again object by object.
   */
  private static final long BYTES_OF_A_TASK = 32L << 20;

  private static final int FEWEST_TASKS = 2;

  /** A group takes about so many bytes while it is folded. */
  private static final int BYTES_OF_A_GROUP = 1_500;

  private final FactRows facts;
  private final List<Grouping> groupings;
  private final FoldSums counted = new FoldSums();

  private final long bytesOfOneTask;
  private final int mostGroups;

  /**
   * @param groupings each of a table
   */
  Fold(FactRows facts, List<Grouping> groupings) {
    this(facts, groupings, BYTES_OF_A_TASK, 0);
  }

  /**
   * @param groupings each of a table
   * @param bytesOfOneTask of data files that one task folds without a shuffle
   * @param mostGroups how many groups a task keeps before it hands them on, and of more, one task
   *     alone makes none; 0: as many as fit into its memory
   */
  Fold(FactRows facts, List<Grouping> groupings, long bytesOfOneTask, int mostGroups) {
    this.facts = facts;
    this.groupings = groupings;
    this.bytesOfOneTask = bytesOfOneTask;
    this.mostGroups = mostGroups;
  }

  /**
   * Adds the groups of some rows to commits, and makes sure that they count as much as the rows.
   *
   * @param rows have the columns that the facts read; those of one more are folded with them
   * @param commits of the groupings' tables, in their order
   * @throws IllegalStateException if they do not
   */
  void add(List<Transaction> commits, List<Dataset<Row>> rows) {
    Dataset<Row> first = rows.get(0);
    first.sparkSession().sparkContext().register(counted);
    long bytes = 0;
    JavaRDD<InternalRow> all = null;
    for (Dataset<Row> each : rows) {
      bytes += each.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
      JavaRDD<InternalRow> those = ScannedRows.of(each, facts.columns());
      all = all == null ? those : all.union(those);
    }
    if (bytes > bytesOfOneTask || !addFew(commits, all)) {
      int most = first.sparkSession().sessionState().conf().numShufflePartitions();
      // Rows that are much alike take few bytes: one task alone might fold ten million.
      addMany(commits, all, (int) Math.min(most, Math.max(FEWEST_TASKS, bytes / BYTES_OF_A_TASK)));
    }
    counted.refuseUnlike(groupings.size());
  }

  /**
   * In one task, without a shuffle.
   *
   * @return whether it could: else there are too many groups, and nothing was added
   */
  private boolean addFew(List<Transaction> commits, JavaRDD<InternalRow> rows) {
    FactRows from = facts;
    List<Grouping> by = groupings;
    FoldSums sums = counted;
    int limit = mostGroups;
    List<List<PackedRows>> folded =
        rows.coalesce(1)
            .mapPartitionsWithIndex(
                (partition, some) -> {
                  PartialGroups groups =
                      new PartialGroups(from, by, sums, partition, some, most(limit));
                  return groups.areAll()
                      ? Iterators.singletonIterator(
                          packed(by, new MergedGroups(by, sums, partition, groups)))
                      : Collections.<List<PackedRows>>emptyIterator();
                },
                false)
            .collect();
    if (folded.isEmpty()) {
      return false;
    }
    for (int i = 0; i < commits.size(); i++) {
      commits.get(i).add(folded.get(0).get(i).rows());
    }
    return true;
  }

  private static int most(int limit) {
    return HeapShare.most(limit, BYTES_OF_A_GROUP);
  }

  private static List<PackedRows> packed(List<Grouping> groupings, MergedGroups groups) {
    List<PackedRows.Packing> packing =
        groupings.stream().map(each -> new PackedRows.Packing(each.table())).toList();
    groups.forEachRemaining(row -> packing.get(row._1()).add(row._2()));
    return packing.stream().map(PackedRows.Packing::done).collect(Collectors.toList());
  }

  /** The shuffle is done once, however many tables there are. */
  private void addMany(List<Transaction> commits, JavaRDD<InternalRow> rows, int tasks) {
    FactRows from = facts;
    List<Grouping> by = groupings;
    FoldSums sums = counted;
    int limit = mostGroups;
    JavaRDD<Tuple2<TableKey, Uses>> parts =
        rows.mapPartitionsWithIndex(
            (partition, some) -> new PartialGroups(from, by, sums, partition, some, most(limit)),
            false);
    GroupShuffle shuffle = new GroupShuffle(parts, commits.size(), tasks);
    for (int i = 0; i < commits.size(); i++) {
      commits
          .get(i)
          .add(
              shuffle
                  .of(i)
                  .mapPartitionsWithIndex(
                      (partition, some) -> new MergedGroups(by, sums, partition, some), false)
                  .map(Tuple2::_2));
    }
  }
}
