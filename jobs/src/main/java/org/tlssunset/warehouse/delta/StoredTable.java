package org.tlssunset.warehouse.delta;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import org.tlssunset.schema.Table;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table as Spark reads and writes it, at its newest version.
 *
 * @param beforeCommit fails if nothing may be committed any more
 */
public record StoredTable(
    SparkSession spark, DeltaLog log, Snapshot snapshot, Runnable beforeCommit)
    implements TableState {

  /**
   * The newest version of a table.
   *
   * @param since what others have committed since need not be seen; milliseconds since 1970
   */
  public static StoredTable at(SparkSession spark, String path, long since, Runnable beforeCommit) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    return new StoredTable(spark, log, NewestSnapshot.of(log, since), beforeCommit);
  }

  @Override
  public OptionalLong lastTransaction(String application) {
    // The last commit's checksum file tells them; without it, a Spark job has to.
    Option<Seq<SetTransaction>> told =
        snapshot.checksumOpt().isDefined()
            ? snapshot.checksumOpt().get().setTransactions()
            : Option.empty();
    return CollectionConverters.asJava(told.isDefined() ? told.get() : snapshot.setTransactions())
        .stream()
        .filter(mark -> mark.appId().equals(application))
        .mapToLong(SetTransaction::version)
        .max();
  }

  @Override
  public Optional<String> domain(String name) {
    return Optional.ofNullable(DomainText.all(snapshot).get(name));
  }

  @Override
  public Optional<Size> size() {
    Option<VersionChecksum> told = snapshot.checksumOpt();
    return Optional.of(
        told.isDefined()
            ? new Size(told.get().numFiles(), told.get().tableSizeBytes())
            : new Size(snapshot.numOfFiles(), snapshot.sizeInBytes()));
  }

  @Override
  public int version() {
    return TableVersion.of(snapshot).number();
  }

  @Override
  public long revision() {
    return snapshot.version();
  }

  /**
   * Some columns of its rows as they were at a revision.
   *
   * @param present rows that have something in this column, one of the others
   * @return empty if its log no longer tells, or its data files are no longer there
   */
  public Optional<List<Row>> rowsAt(long revision, List<String> columns, String present) {
    try {
      return Optional.of(
          SnapshotRows.chosen(log, history().at(revision))
              .selectExpr(columns.toArray(String[]::new))
              .where(functions.col(present).isNotNull())
              .collectAsList());
    } catch (Exception e) { // Scala declares none of those that say so
      return Optional.empty();
    }
  }

  /** Its rows. */
  public Dataset<Row> rows() {
    return SnapshotRows.chosen(log, snapshot);
  }

  /** Whether an application committed something after the given transaction that still stands. */
  public boolean holdsAfter(String application, long transaction) {
    return history().firstAfter(application, transaction).isPresent();
  }

  /** Its rows without what {@link #undoAfter} would take back. */
  public Dataset<Row> rowsBefore(String application, long transaction) {
    OptionalLong first = history().firstAfter(application, transaction);
    return first.isEmpty() ? rows() : SnapshotRows.chosen(log, history().at(first.getAsLong() - 1));
  }

  private History history() {
    return new History(log, snapshot.version());
  }

  /** The files that it is kept in. */
  public TableFiles files() {
    return new TableFiles(spark, log, snapshot, beforeCommit);
  }

  /**
   * Begins a commit.
   *
   * @param table with the columns as this version of the program knows them
   * @param application the {@code txnAppId} that marks it
   * @param transaction the {@code txnVersion} that marks it
   */
  public Transaction begin(Table table, String application, long transaction) {
    return new Transaction(this, table, application, transaction);
  }

  /**
   * Takes back what an application committed after the given transaction, and whatever anyone did
   * since; marks stay, domains are as they were. Does nothing where that has been done.
   */
  public void undoAfter(Table table, String application, long transaction) {
    OptionalLong first = history().firstAfter(application, transaction);
    if (first.isPresent()) {
      long earlier = first.getAsLong() - 1;
      begin(table, application, lastTransaction(application).orElse(0))
          .restore(history().at(earlier), earlier);
    }
  }

  /**
   * Makes it what it was before an application committed something after the given transaction, its
   * marks with it: unlike {@link #undoAfter}, as if nothing had come since.
   */
  public void returnTo(Table table, String application, long transaction) {
    OptionalLong first = history().firstAfter(application, transaction);
    if (first.isPresent()) {
      Transaction commit = begin(table, application, 0);
      commit.returnTo(history().at(first.getAsLong() - 1));
      commit.commitAlways();
    }
  }

  /** Gives a table that an older version made the columns that were added since. */
  public void upgrade(Table table, String path) {
    beforeCommit.run();
    TableVersion.of(snapshot).upgrade(spark, table, path);
  }
}
