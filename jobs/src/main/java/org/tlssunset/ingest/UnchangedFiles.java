package org.tlssunset.ingest;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tlssunset.archive.ArchiveFile;

/**
 * The files of a batch of which the tables keep the rows that they have: what was read of them is
 * dropped.
 *
 * @param still that could not be read, and still cannot be: what else they hold says what it said
 * @param gone that are no longer there: as if they had not been listed
 * @param touched of which nothing is new but what the store says of them: the ledger takes note
 * @param later that a later batch reads
 */
record UnchangedFiles(
    Set<String> still, Set<String> gone, List<ArchiveFile> touched, List<Leftover> later) {

  /**
   * @param pending the batch's files
   * @param found what was read of each log, slice by slice
   * @param logs the same, each log as a whole
   * @param known what the ledger has of the files that it knows
   */
  static UnchangedFiles of(
      List<PendingFile> pending,
      List<LogFinding> found,
      List<LogSummary> logs,
      List<Leftover> later,
      KnownFiles known,
      ReadingVersions versions) {
    Map<String, List<LogSummary>> byPath = new HashMap<>();
    logs.forEach(log -> byPath.computeIfAbsent(log.path(), path -> new ArrayList<>(1)).add(log));
    Set<String> unfinished = later.stream().map(Leftover::path).collect(toSet());
    Set<String> still = new HashSet<>();
    List<ArchiveFile> touched = new ArrayList<>();
    for (PendingFile next : pending) {
      String path = next.file().path();
      List<LogSummary> read = byPath.getOrDefault(path, List.of());
      if (!unfinished.contains(path)) {
        if (next.cause() == PendingFile.Cause.AGAIN
            && read.stream().anyMatch(LogSummary::isUnreadable)
            && read.stream().allMatch(known::isAsItWas)) {
          still.add(path);
        } else if (next.cause() == PendingFile.Cause.CHANGED
            && known.areTold(path, read, versions)) {
          touched.add(next.file());
        }
      }
    }
    return new UnchangedFiles(
        still,
        found.stream().filter(LogFinding::isGone).map(log -> log.summary().path()).collect(toSet()),
        touched,
        later);
  }

  /** The paths of all. */
  Set<String> paths() {
    Set<String> paths = new HashSet<>(still);
    paths.addAll(gone);
    touched.forEach(file -> paths.add(file.path()));
    later.forEach(file -> paths.add(file.path()));
    return paths;
  }

  /** Whether a log could not be read, and the ledger has told that before. */
  boolean isStillUnread(LogSummary log) {
    return log.isUnreadable() && (still.contains(log.path()) || gone.contains(log.path()));
  }

  /** Those of the batch's logs that are of files of which nothing is new. */
  List<LogSummary> touchedOf(List<LogSummary> logs) {
    Set<String> paths = touched.stream().map(ArchiveFile::path).collect(toSet());
    return logs.stream().filter(log -> paths.contains(log.path())).toList();
  }

  /** The logs, as column source_file has them, of which rows were written that go again. */
  Set<String> begun() {
    return later.stream().flatMap(file -> file.logs().stream()).collect(toSet());
  }
}
