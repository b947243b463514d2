package org.tlssunset.warehouse.delta;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Console;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The files that a table is kept in, of which readers see nothing. */
public final class TableFiles {

  private final SparkSession spark;
  private final DeltaLog log;
  private final Snapshot snapshot;
  private final Runnable beforeCommit;

  /**
   * @param snapshot the table's newest version
   * @param beforeCommit fails if nothing may be changed any more
   */
  TableFiles(SparkSession spark, DeltaLog log, Snapshot snapshot, Runnable beforeCommit) {
    this.spark = spark;
    this.log = log;
    this.snapshot = snapshot;
    this.beforeCommit = beforeCommit;
  }

  /**
   * All data files of a table that has few: the last commit's checksum file tells them, without a
   * Spark job. Empty if there are more than that, or it does not tell.
   */
  static Optional<Seq<AddFile>> few(Snapshot snapshot) {
    Option<VersionChecksum> told = snapshot.checksumOpt();
    return told.isDefined()
            && told.get().allFiles().isDefined()
            && told.get().allFiles().get().size() == told.get().numFiles()
        ? Optional.of(told.get().allFiles().get())
        : Optional.empty();
  }

  /** All data files of a version, by their paths: of many, in a Spark job. */
  static Map<String, AddFile> all(Snapshot snapshot) {
    Map<String, AddFile> files = new HashMap<>();
    Seq<AddFile> told =
        few(snapshot)
            .orElseGet(
                () -> CollectionConverters.asScala(snapshot.allFiles().collectAsList()).toSeq());
    CollectionConverters.asJava(told).forEach(file -> files.put(file.path(), file));
    return files;
  }

  /**
   * Packs the data files together if there are more than so many. Delta's own way of packing after
   * a commit asks at every commit, for half a second.
   */
  public void pack(long mostFiles) {
    Option<VersionChecksum> told = snapshot.checksumOpt();
    if (told.isDefined() && told.get().numFiles() > mostFiles) {
      beforeCommit.run();
      DeltaTable.forPath(spark, log.dataPath().toString()).optimize().executeCompaction();
    }
  }

  /**
   * Deletes the files in the table's folder that it no longer needs: those of earlier versions, and
   * what killed runs left.
   *
   * @param age how long ago they must have been needed last; a reader that began before then may
   *     fail, and so may whoever else is writing
   * @return how many
   */
  public long vacuum(Duration age) {
    long before = unneeded(age);
    if (before == 0) {
      return 0; // Delta would list the folder in a Spark job of its own, to come to the same
    }
    beforeCommit.run();
    String check = "spark.databricks.delta.retentionDurationCheck.enabled";
    spark.conf().set(check, false);
    try {
      String vacuum =
          "VACUUM %s RETAIN %s HOURS"
              .formatted(sqlName(log.dataPath().toString()), age.toMinutes() / 60.0);
      // Delta prints what it deleted where results are to stand.
      Console.withOut(OutputStream.nullOutputStream(), () -> spark.sql(vacuum));
    } finally {
      spark.conf().unset(check);
    }
    return before - unneeded(age);
  }

  /** How many files of that age the newest version does not hold: some, a later reader may. */
  private long unneeded(Duration age) {
    Set<String> held = new HashSet<>();
    few(snapshot)
        .ifPresent(
            files ->
                CollectionConverters.asJava(files)
                    .forEach(file -> held.add(file.absolutePath(log).getName())));
    long latest = System.currentTimeMillis() - age.toMillis();
    long count = 0;
    try {
      FileSystem store = log.dataPath().getFileSystem(log.newDeltaHadoopConf());
      RemoteIterator<LocatedFileStatus> files = store.listLocatedStatus(log.dataPath());
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        Path path = file.getPath();
        boolean isData = file.isFile() && !path.getName().matches("[_.].*");
        if (isData && file.getModificationTime() <= latest && !held.contains(path.getName())) {
          count++;
        }
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the table's last commit took data files out: it tells of what they held. */
  public boolean endsWithRemoval() {
    return new History(log, snapshot.version()).last().removes();
  }

  /**
   * Deletes the entries of the table's log that no version of the last time needs.
   *
   * @param age how long that time is
   * @return how many commits
   */
  public long trimLog(Duration age) {
    try {
      return new ExpiredLog(log).delete(age, beforeCommit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table in a folder, as SQL names it. */
  static String sqlName(String path) {
    return "delta.`%s`".formatted(path.replace("`", "``"));
  }
}
