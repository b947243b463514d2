package org.tlssunset.rollup;

import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Folds rows of one table into groups, in one Spark job: each task folds the rows that it reads,
 * and what several tasks have of one group is folded once more after the shuffle, in the order of
 * keys, one group at a time. So memory does not grow with the groups. It is plain Java: for the few
 * thousand rows of a night, planning the same in SQL took Spark longer than reading the logs.
 */
final class Fold {

  /** So many bytes of data files hold some 70,000 rows: one task folds them, without a shuffle. */
  private static final long BYTES_OF_ONE_TASK = 1L << 20;

  /** So many bytes of data files are worth a task of their own after the shuffle. */
  private static final long BYTES_OF_A_TASK = 16L << 20;

  /** So many groups a task keeps before it hands them on: some 50 MB. */
  private static final int MOST_GROUPS = 20_000;

  private final Grouping grouping;
  private final FoldSums counted = new FoldSums();

  private final long bytesOfOneTask;
  private final int mostGroups;

  /**
   * @param bytesOfOneTask of data files that one task folds without a shuffle
   * @param mostGroups how many groups a task keeps before it hands them on
   */
  Fold(Grouping grouping, long bytesOfOneTask, int mostGroups) {
    this.grouping = grouping;
    this.bytesOfOneTask = bytesOfOneTask;
    this.mostGroups = mostGroups;
  }

  /**
   * Adds the groups of some rows to a commit, and makes sure that they count as much as the rows.
   *
   * @param rows of the table that the grouping reads
   * @return what was counted
   * @throws IllegalStateException if they do not
   */
  static FoldSums add(Transaction commit, Dataset<Row> rows, Grouping grouping) {
    return new Fold(grouping, BYTES_OF_ONE_TASK, MOST_GROUPS).add(commit, rows);
  }

  FoldSums add(Transaction commit, Dataset<Row> rows) {
    rows.sparkSession().sparkContext().register(counted);
    Dataset<Row> read = rows.select(grouping.columns());
    long bytes = read.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
    if (bytes <= bytesOfOneTask) {
      commit.add(few(read).collect());
    } else {
      commit.add(many(read, bytes));
    }
    counted.refuseUnlike();
    return counted;
  }

  /** In one task, without a shuffle. */
  private JavaRDD<InternalRow> few(Dataset<Row> read) {
    Grouping by = grouping;
    FoldSums sums = counted;
    return read.queryExecution()
        .toRdd()
        .toJavaRDD()
        .coalesce(1)
        .mapPartitionsWithIndex(
            (partition, some) ->
                new MergedGroups(
                    by,
                    sums,
                    partition,
                    new PartialGroups(by, sums, partition, some, Integer.MAX_VALUE)),
            false);
  }

  private JavaRDD<InternalRow> many(Dataset<Row> read, long bytes) {
    Grouping by = grouping;
    FoldSums sums = counted;
    int kept = mostGroups;
    int most = read.sparkSession().sessionState().conf().numShufflePartitions();
    int tasks = (int) Math.max(1, Math.min(most, bytes / BYTES_OF_A_TASK));
    return JavaPairRDD.fromJavaRDD(
            read.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitionsWithIndex(
                    (partition, some) -> new PartialGroups(by, sums, partition, some, kept), false))
        .repartitionAndSortWithinPartitions(new HashPartitioner(tasks))
        .mapPartitionsWithIndex(
            (partition, some) -> new MergedGroups(by, sums, partition, some), false);
  }
}
