package org.tlssunset.rollup;

import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.Transaction;

/**
 * Folds rows of one table into groups, in one Spark job: each task folds the rows that it reads,
 * and what several tasks have of one group is folded once more after the shuffle, in the order of
 * keys, one group at a time. So memory does not grow with the groups. It is plain Java: for the few
 * thousand rows of a night, planning the same in SQL took Spark longer than reading the logs.
 */
final class Fold {

  /** So many bytes of data files are worth a task of their own after the shuffle. */
  private static final long BYTES_OF_A_TASK = 16L << 20;

  private final Grouping grouping;
  private final Counted counted = new Counted();

  private Fold(Grouping grouping) {
    this.grouping = grouping;
  }

  /**
   * Adds the groups of some rows to a commit, and makes sure that they count as much as the rows.
   *
   * @param rows of the table that the grouping reads
   * @throws IllegalStateException if they do not
   */
  static void add(Transaction commit, Dataset<Row> rows, Grouping grouping) {
    Fold fold = new Fold(grouping);
    rows.sparkSession().sparkContext().register(fold.counted);
    commit.add(fold.groups(rows));
    fold.counted.value().refuseUnlike();
  }

  private JavaRDD<InternalRow> groups(Dataset<Row> rows) {
    Dataset<Row> read = rows.select(grouping.columns());
    int most = read.sparkSession().sessionState().conf().numShufflePartitions();
    long bytes = read.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
    int tasks = (int) Math.max(1, Math.min(most, bytes / BYTES_OF_A_TASK));
    Grouping by = grouping;
    Counted sums = counted;
    return JavaPairRDD.fromJavaRDD(
            read.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsWithIndex(
                    (partition, some) -> new PartialGroups(by, sums, partition, some), false))
        .repartitionAndSortWithinPartitions(new HashPartitioner(tasks))
        .mapPartitionsWithIndex(
            (partition, some) -> new MergedGroups(by, sums, partition, some), false);
  }
}
