package org.tlssunset.warehouse.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.commands.DeleteCommand;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Table;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One Delta commit: rows added, and old ones that they replace removed, in the same instant.
 *
 * <p>Data files are written before, in as many steps as it takes. Until {@link #commit} no reader
 * sees them, and without it they are what a killed writer leaves: files that VACUUM deletes.
 */
public final class Transaction {

  /** From twice as many rows of the driver's on, they are written by more than one task. */
  private static final int ROWS_OF_A_TASK = 50_000;

  private final SparkSession spark;
  private final StructType columns;
  private final List<String> statisticsOn;
  private final DeltaLog log;
  private final Map<String, SetTransaction> marks = new LinkedHashMap<>();
  private final Map<String, String> domains = new LinkedHashMap<>();
  private final OptimisticTransaction delta;
  private final Runnable beforeCommit;
  private final List<AddFile> added = new ArrayList<>();
  private final List<Action> removed = new ArrayList<>();
  private boolean isReplacing;

  /**
   * @param table with the columns as this version of the program knows them; stored, they may have
   *     another order
   */
  Transaction(StoredTable stored, Table table, String application, long version) {
    this.spark = stored.spark();
    this.columns = RowType.of(table.columns());
    this.statisticsOn = table.statisticsOn();
    this.log = stored.log();
    this.beforeCommit = stored.beforeCommit();
    mark(application, version);
    delta = log.startTransaction(Option.empty(), Option.apply(stored.snapshot()));
    // As if the mark had been asked for: of two runs at once that set it, the second fails.
    delta.readTxn().addOne(application);
  }

  /**
   * Has the commit say of a domain of ours what counts from then on, as Delta's domain metadata.
   *
   * @param text JSON, by Delta's custom
   */
  public void domain(String domain, String text) {
    domains.put(domain, text);
  }

  /** Has the commit carry a mark, beside or instead of those it has. */
  public void mark(String application, long version) {
    marks.put(
        application,
        new SetTransaction(
            application, version, Option.apply((Object) System.currentTimeMillis())));
  }

  /** Writes rows of the table's shape. */
  public void add(Dataset<Row> rows) {
    CollectionConverters.asJava(delta.writeFiles(rows))
        .forEach(
            file -> {
              if (file instanceof AddFile data) {
                added.add(data);
              }
            });
  }

  /**
   * Writes rows from the driver's memory.
   *
   * @param rows as Spark holds them inside, in the order of the columns; they meet the table's
   *     checks
   */
  public void add(List<InternalRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    if (tasks(rows.size()) == 1) {
      try {
        added.add(new DriverFile(spark, log, columns, statisticsOn).write(rows));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      add(
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(rows, tasks(rows.size())));
    }
  }

  /** How many tasks write so many rows that were gathered on the driver. */
  public static int tasks(long rows) {
    return (int) Math.max(1, rows / ROWS_OF_A_TASK);
  }

  /**
   * Writes rows of the table's shape.
   *
   * @param rows as Spark holds them inside, in the order of the columns
   */
  public void add(JavaRDD<InternalRow> rows) {
    // Not a relation of literals: each of the planner's rules would walk through all its rows.
    add(
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(rows.rdd(), columns, false));
  }

  /** The rows added so far. */
  public Dataset<Row> added() {
    if (added.isEmpty()) {
      return spark.createDataFrame(List.of(), delta.metadata().schema());
    }
    return spark
        .read()
        .schema(delta.metadata().schema())
        .parquet(
            added.stream().map(file -> file.absolutePath(log).toString()).toArray(String[]::new));
  }

  /**
   * Makes sure that as many rows were added as whoever made them has counted.
   *
   * @throws IllegalStateException if their data files count others
   */
  public void refuseUnlike(long counted) {
    long rows = added.stream().mapToLong(file -> (Long) file.numLogicalRecords().get()).sum();
    if (rows != counted) {
      throw new IllegalStateException(
          "%d rows were written for %s where the readers counted %d: nothing was committed"
              .formatted(rows, log.dataPath().getName(), counted));
    }
  }

  /** Adds no row so far but those that meet a condition. */
  public void keepAdded(String kept) {
    if (added.isEmpty()) {
      return;
    }
    Dataset<Row> rows = added().where(kept);
    added.clear();
    add(rows);
  }

  /**
   * Removes those of the table's rows, as it was when the transaction began, that meet one of the
   * conditions; an empty text is none.
   */
  public void remove(String... conditions) {
    String rows =
        Arrays.stream(conditions)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" OR "));
    if (rows.isEmpty()) {
      return;
    }
    isReplacing = true;
    Optional<Seq<AddFile>> few = TableFiles.few(delta.snapshot());
    if (few.isPresent()) {
      removeFrom(CollectionConverters.asJava(few.get()), rows);
      return;
    }
    Filter matching =
        (Filter) SnapshotRows.all(log, delta.snapshot()).where(rows).queryExecution().analyzed();
    DeleteCommand delete =
        new DeleteCommand(
            log, Option.empty(), matching.child(), Option.apply(matching.condition()));
    CollectionConverters.asJava(delete.performDelete(spark, log, delta)._1()).forEach(removed::add);
  }

  /**
   * What Delta's own deletion does, of a table in few files: it would ask the table's log twice
   * which of them to look into, for longer than looking takes.
   */
  private void removeFrom(List<AddFile> files, String rows) {
    delta.readWholeTable();
    Set<String> names =
        of(files).where(rows).select("_metadata.file_name").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    List<AddFile> holding =
        files.stream().filter(file -> names.contains(file.absolutePath(log).getName())).toList();
    if (holding.size() != names.size()) {
      throw new IllegalStateException(
          "files of %s hold rows to be removed, and are not its own: %s"
              .formatted(log.dataPath(), names));
    }
    if (!holding.isEmpty()) {
      Dataset<Row> rest = of(holding).where("NOT coalesce(%s, false)".formatted(rows));
      CollectionConverters.asJava(delta.writeFiles(rest)).forEach(removed::add);
      holding.forEach(file -> removed.add(file.remove()));
    }
  }

  private Dataset<Row> of(List<AddFile> files) {
    return log.createDataFrame(
        delta.snapshot(), CollectionConverters.asScala(files).toSeq(), false, Option.empty());
  }

  /** Removes all rows of the table, as it was when the transaction began. */
  public void removeAll() {
    isReplacing = true;
    Seq<AddFile> all =
        TableFiles.few(delta.snapshot())
            .map(
                files -> {
                  delta.readWholeTable();
                  return files;
                })
            .orElseGet(delta::filterFiles);
    CollectionConverters.asJava(all).forEach(file -> removed.add(file.remove()));
  }

  /** Makes rows and marks those of an earlier version of the table; marks that it lacked are 0. */
  void returnTo(Snapshot earlier) {
    removeAll();
    add(SnapshotRows.all(log, earlier));
    CollectionConverters.asJava(delta.snapshot().setTransactions())
        .forEach(mark -> mark(mark.appId(), 0));
    CollectionConverters.asJava(earlier.setTransactions())
        .forEach(mark -> mark(mark.appId(), mark.version()));
  }

  /**
   * Commits that the table has the data files of an earlier version, and its domains: what Delta's
   * own restoring does, which leaves domains as they are.
   */
  void restore(Snapshot earlier, long version) {
    delta.readWholeTable();
    Map<String, AddFile> now = TableFiles.all(delta.snapshot());
    Map<String, AddFile> then = TableFiles.all(earlier);
    now.forEach(
        (path, file) -> {
          if (!then.containsKey(path)) {
            removed.add(file.remove());
          }
        });
    then.forEach(
        (path, file) -> {
          if (!now.containsKey(path)) {
            added.add(file);
          }
        });
    DomainText.all(earlier).forEach(this::domain);
    DomainText.all(delta.snapshot())
        .forEach((domain, text) -> domains.putIfAbsent(domain, DomainText.NOTHING));
    commit(new DeltaOperations.Restore(Option.apply((Object) version), Option.empty()));
  }

  /** Commits, marked; without anything added or removed there is no commit. */
  public void commit() {
    if (!added.isEmpty() || !removed.isEmpty()) {
      commitAlways();
    }
  }

  /** Commits, marked, also where the mark is all that is new: it says that a step is done. */
  public void commitAlways() {
    commit(null);
  }

  /**
   * @param operation what the table's history calls it; null: a write, with the number of actions
   */
  private void commit(DeltaOperations.@Nullable Operation operation) {
    List<Action> actions = new ArrayList<>(marks.values());
    domains.forEach((domain, text) -> actions.add(DomainText.action(domain, text)));
    actions.addAll(removed);
    actions.addAll(added);
    beforeCommit.run();
    delta.commit(
        CollectionConverters.asScala(actions).toSeq(),
        operation != null ? operation : write(actions.size()));
  }

  private DeltaOperations.Operation write(int actions) {
    return new DeltaOperations.Write(
        isReplacing ? SaveMode.Overwrite : SaveMode.Append,
        Option.empty(),
        Option.empty(), // the log is no place for conditions: some name a person
        Option.apply(Commit.counted(actions)),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }
}
