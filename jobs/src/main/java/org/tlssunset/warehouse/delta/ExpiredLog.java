package org.tlssunset.warehouse.delta;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.CheckpointInstance;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.util.FileNames;
import scala.Option;

/**
 * The part of a table's log that only earlier versions need. Delta itself lets it go after 30 days;
 * it tells the least and greatest values of data files that are gone, of persons who are to be
 * forgotten among them.
 */
final class ExpiredLog {

  /** A file of one version, or of several from one on. */
  private static final Pattern VERSION = Pattern.compile("(\\d{20})\\..+");

  private final DeltaLog log;
  private final FileSystem files;

  ExpiredLog(DeltaLog log) throws IOException {
    this.log = log;
    files = log.logPath().getFileSystem(log.newDeltaHadoopConf());
  }

  /**
   * Deletes what stands before the newest commit that is old enough and tells of no data file that
   * is gone, the oldest first: killed, it leaves a log without gaps. A checkpoint of that version
   * is made before, unless there is one.
   *
   * @param age how long ago that commit must have been made
   * @param beforeChange called before anything is changed
   * @return how many commits
   */
  long delete(Duration age, Runnable beforeChange) throws IOException {
    long latest = System.currentTimeMillis() - age.toMillis();
    List<Path> old =
        Arrays.stream(files.listStatus(log.logPath()))
            .filter(file -> file.getModificationTime() <= latest)
            .map(FileStatus::getPath)
            .toList();
    long first = first(old);
    List<Path> expired =
        old.stream()
            .filter(file -> isBefore(first, file) || isLeftBehind(file))
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    if (expired.isEmpty()) {
      return 0;
    }
    beforeChange.run();
    long commits = expired.stream().filter(FileNames::isDeltaFile).count();
    if (commits > 0) {
      sumUp(first);
      keepOnDisk(first);
    }
    for (Path file : expired) {
      files.delete(file, false);
    }
    return commits;
  }

  /** The version that the log is to begin with; 0 if it cannot begin later. */
  private long first(List<Path> old) {
    return old.stream()
        .filter(FileNames::isDeltaFile)
        .map(FileNames::deltaVersion)
        .sorted(Comparator.reverseOrder())
        .filter(version -> !new History(log, version).last().removes())
        .findFirst()
        .orElse(0L);
  }

  /** Has a checkpoint tell of a version and of all before. */
  private void sumUp(long version) {
    Option<CheckpointInstance> last = log.findLastCompleteCheckpointBefore(version + 1);
    if (last.isEmpty() || last.get().version() != version) {
      log.checkpoint(new History(log, version).at(version), Option.empty());
    }
  }

  private static boolean isBefore(long first, Path file) {
    Matcher version = VERSION.matcher(file.getName());
    return version.matches() && Long.parseLong(version.group(1)) < first;
  }

  /** What a killed writer leaves. */
  private static boolean isLeftBehind(Path file) {
    return file.getName().endsWith(".tmp");
  }

  /** From here on the checkpoint is all that tells of the table: no power cut may take it. */
  private void keepOnDisk(long version) throws IOException {
    if (!"file".equals(files.getScheme())) {
      return;
    }
    for (FileStatus file : files.listStatus(log.logPath())) {
      Matcher of = VERSION.matcher(file.getPath().getName());
      if (of.matches() && Long.parseLong(of.group(1)) == version) {
        try (FileChannel channel =
            FileChannel.open(
                java.nio.file.Path.of(file.getPath().toUri()), StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }
}
