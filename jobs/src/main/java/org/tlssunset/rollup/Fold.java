package org.tlssunset.rollup;

import com.google.common.collect.Iterators;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.HeapShare;
import org.tlssunset.warehouse.PackedRows;
import org.tlssunset.warehouse.ScannedRows;
import org.tlssunset.warehouse.TableRow;
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
    Source source = source(rows.stream().map(each -> new Rows(facts, each)).toList());
    List<Grouping> by = groupings;
    Optional<ArrayList<PackedRows>> few =
        source.isFew() ? few(source, mostGroups, groups -> packed(by, groups)) : Optional.empty();
    for (int i = 0; i < commits.size(); i++) {
      int table = i;
      few.ifPresent(packed -> commits.get(table).add(packed.get(table).rows()));
    }
    if (few.isEmpty()) {
      GroupShuffle shuffle = shuffle(source);
      for (int i = 0; i < commits.size(); i++) {
        commits.get(i).add(rows(shuffle, i));
      }
    }
    counted.refuseUnlike(groupings.size());
  }

  /**
   * Rows of one form.
   *
   * @param rows have the columns that the facts read
   */
  record Rows(FactRows facts, Dataset<Row> rows) {

    private JavaRDD<InternalRow> taken() {
      FactRows by = facts;
      return ScannedRows.of(rows, by.columns())
          .mapPartitions(some -> Iterators.transform(some, by::taken), true);
    }

    private long bytes() {
      return rows.queryExecution().optimizedPlan().stats().sizeInBytes().toLong();
    }
  }

  /**
   * The groups, of each grouping apart.
   *
   * @param rows of forms that tell observations and requests alike
   * @param most of them that are brought to the driver
   */
  <R extends Serializable> List<Groups<R>> groups(List<Rows> rows, int most, Groups.Of<R> result) {
    Source source = source(rows);
    int tables = groupings.size();
    if (source.isFew()) {
      Optional<ArrayList<ArrayList<R>>> few =
          few(
              source,
              most,
              groups -> {
                ArrayList<ArrayList<R>> all = new ArrayList<>();
                for (int table = 0; table < tables; table++) {
                  all.add(new ArrayList<>());
                }
                groups.forEachRemaining(group -> all.get(group._1()).add(result.of(group._2())));
                return all;
              });
      if (few.isPresent()) {
        counted.refuseUnlike(tables);
        return few.get().stream().map(Groups::of).toList();
      }
    }
    GroupShuffle shuffle = shuffle(source);
    List<Groups<R>> all = new ArrayList<>();
    for (int table = 0; table < tables; table++) {
      int asked = table;
      all.add(
          Groups.of(
              merged(shuffle, table).map(group -> result.of(group._2())),
              () -> counted.refuseUnlikeOf(asked)));
    }
    return all;
  }

  /**
   * What is folded.
   *
   * @param tasks that the groups go to, if they are many
   */
  private record Source(JavaRDD<InternalRow> rows, boolean isFew, int tasks) {}

  private Source source(List<Rows> rows) {
    SparkSession spark = rows.get(0).rows.sparkSession();
    spark.sparkContext().register(counted);
    JavaRDD<InternalRow> all = rows.get(0).taken();
    long bytes = rows.get(0).bytes();
    for (Rows each : rows.subList(1, rows.size())) {
      all = all.union(each.taken());
      bytes += each.bytes();
    }
    // Rows that are much alike take few bytes: one task alone might fold ten million.
    int most = spark.sessionState().conf().numShufflePartitions();
    int tasks = (int) Math.min(most, Math.max(FEWEST_TASKS, bytes / BYTES_OF_A_TASK));
    return new Source(all, bytes <= bytesOfOneTask, tasks);
  }

  /** What is made of all groups in a task. */
  private interface Made<R extends Serializable> extends Serializable {
    R of(MergedGroups groups);
  }

  /**
   * In one task, without a shuffle.
   *
   * @return empty if there are too many groups: then nothing was made
   */
  private <R extends Serializable> Optional<R> few(Source source, int limit, Made<R> made) {
    FactRows from = facts;
    List<Grouping> by = groupings;
    FoldSums sums = counted;
    List<R> folded =
        source
            .rows
            .coalesce(1)
            .mapPartitionsWithIndex(
                (partition, some) -> {
                  PartialGroups groups =
                      new PartialGroups(from, by, sums, partition, some, most(limit));
                  return groups.areAll()
                      ? Iterators.singletonIterator(
                          made.of(new MergedGroups(by, sums, partition, groups)))
                      : Collections.<R>emptyIterator();
                },
                false)
            .collect();
    return folded.stream().findFirst();
  }

  private static int most(int limit) {
    return HeapShare.most(limit, BYTES_OF_A_GROUP);
  }

  private static ArrayList<PackedRows> packed(List<Grouping> groupings, MergedGroups groups) {
    List<PackedRows.Packing> packing =
        groupings.stream().map(each -> new PackedRows.Packing(each.table())).toList();
    List<TableRow> rows = groupings.stream().map(each -> new TableRow(each.table())).toList();
    groups.forEachRemaining(
        group -> packing.get(group._1()).add(group._2().row(rows.get(group._1()))));
    return packing.stream()
        .map(PackedRows.Packing::done)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** The shuffle is done once, however many tables there are. */
  private GroupShuffle shuffle(Source source) {
    FactRows from = facts;
    List<Grouping> by = groupings;
    FoldSums sums = counted;
    int limit = mostGroups;
    JavaRDD<Tuple2<TableKey, Uses>> parts =
        source.rows.mapPartitionsWithIndex(
            (partition, some) -> new PartialGroups(from, by, sums, partition, some, most(limit)),
            false);
    return new GroupShuffle(parts, by.size(), source.tasks);
  }

  private JavaRDD<Tuple2<Integer, Uses>> merged(GroupShuffle shuffle, int table) {
    List<Grouping> by = groupings;
    FoldSums sums = counted;
    return shuffle
        .of(table)
        .mapPartitionsWithIndex(
            (partition, some) -> new MergedGroups(by, sums, partition, some), false);
  }

  private JavaRDD<InternalRow> rows(GroupShuffle shuffle, int table) {
    Grouping grouping = groupings.get(table);
    return merged(shuffle, table)
        .mapPartitions(
            groups -> {
              TableRow row = new TableRow(grouping.table());
              return Iterators.transform(groups, group -> group._2().row(row));
            });
  }
}
