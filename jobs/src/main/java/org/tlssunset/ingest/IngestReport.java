package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tlssunset.archive.Archive;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.FileState;

/**
 * What an ingestion did.
 *
 * @param found files under the given paths
 * @param ignored files under them that were left out
 * @param read files of them that were new or had changed
 * @param bytes their stored size
 * @param counts their lines
 * @param observations rows that were written
 * @param duplicates logs that tell what others do, under another name: they count once
 * @param problems the logs that were not, or not wholly, read: the first of them, those that could
 *     not be read to their end before those of no known kind, and these before those with lines
 *     that could not be used; also those that an earlier run met, while they are there
 * @param problemCount how many there are
 * @param losses the same by what is wrong: what was not, or not wholly, read: also what an earlier
 *     run met, while it is there
 * @param kinds why files were read
 * @param kept logs that would be read otherwise now, and were kept as they were
 * @param waiting logs whose last line has no end yet, and is left for a later run
 * @param odd logs whose times are in the future: the first of them
 * @param oddCount how many there are
 * @param addressColumns columns of the logs that were read which nothing reads and which hold
 *     addresses, each once
 * @param firstBatch the run's first batch; 0 if it committed nothing
 */
public record IngestReport(
    long found,
    long ignored,
    long read,
    long bytes,
    LineCounts counts,
    long observations,
    long duplicates,
    List<Problem> problems,
    long problemCount,
    Losses losses,
    Kinds kinds,
    long kept,
    long waiting,
    List<Problem> odd,
    long oddCount,
    List<AddressColumn> addressColumns,
    long firstBatch) {

  /**
   * How many files were read for which reason. Others were read again because they could not be
   * read before, because a last line had waited long enough, or because they are copies whose
   * original no longer tells the same.
   *
   * @param fresh that were not known
   * @param changed that were known with another content
   * @param touched of which nothing but the modification time has changed
   * @param outdated that an older version had read, or other settings
   */
  public record Kinds(long fresh, long changed, long touched, long outdated) {}

  /** How many logs or folders should have been read, and were not, or not to their end. */
  public long unread() {
    return losses.logs();
  }

  /** Whether so many lines were rejected: more than the given share of all, from 0 to 1. */
  public boolean rejectsMoreThan(double share) {
    return counts.rejected() > share * counts.lines();
  }

  private static final int PROBLEMS_KEPT = 1_000;

  /**
   * A log, or a folder, that could not be read, or lines of it.
   *
   * @param name the log
   * @param reason a sentence on why
   */
  public record Problem(LogName name, String reason) {}

  /** Adds up what the batches did, and keeps no list that grows with the archive. */
  static final class Sum {

    private LineCounts counts = LineCounts.NONE;
    private long observations;
    private long duplicates;
    private final List<Problem> damaged = new ArrayList<>();
    private final List<Problem> unrecognised = new ArrayList<>();
    private final List<Problem> partlyRead = new ArrayList<>();
    private long partlyReadCount;
    private final Losses.Sum losses = new Losses.Sum();
    private final OddTimes oddTimes;
    private final List<Problem> odd = new ArrayList<>();
    private long oddCount;
    private final SortedMap<String, AddressColumn> addressColumns = new TreeMap<>();
    private long waiting;
    private long touched;
    private long firstBatch;

    Sum(OddTimes oddTimes) {
      this.oddTimes = oddTimes;
    }

    void add(IngestBatch.Result batch) {
      observations += batch.observations();
      touched += batch.touchedFiles();
      firstBatch = firstBatch == 0 ? batch.batch() : firstBatch;
      for (LogSummary log : batch.logs()) {
        counts = counts.plus(log.counts());
        duplicates += log.state() == FileState.DUPLICATE ? 1 : 0;
        met(log);
        LogRemarks remarks = log.remarks();
        remarks.addressColumns().forEach(column -> addressColumn(column, log.name().sourceFile()));
        losses.rejected(remarks.rejects());
        if (log.counts().rejected() > 0) {
          partlyRead(log.name(), rejects(log.counts().rejected()));
        }
        if (remarks.concludedAlone() > 0) {
          partlyRead(log.name(), concludedAlone(remarks.concludedAlone()));
        }
      }
      batch.touched().forEach(this::met);
    }

    private void addressColumn(String name, String log) {
      addressColumns.merge(
          name,
          new AddressColumn(name, 1, log),
          (one, other) -> new AddressColumn(name, one.logs() + 1, one.example()));
    }

    /** A log was met, whether or not anything is new about it. */
    private void met(LogSummary log) {
      waiting += log.text().waits() ? 1 : 0;
      oddTimes.of(log).ifPresent(what -> odd(log.name(), what));
      String reason = log.reason();
      if (reason != null) {
        add(new UnreadLog(log.name(), log.state(), reason));
      }
    }

    /** A log is in the archive of which nothing is in the tables. */
    void add(UnreadLog log) {
      unread(log.name(), log.state(), log.reason());
    }

    /** A folder or file could not be looked at. */
    void add(Archive.Unlisted unlisted) {
      unread(new LogName(unlisted.path(), null), FileState.UNREADABLE, unlisted.reason());
    }

    private void unread(LogName name, FileState state, String reason) {
      losses.unread(name, state, reason);
      List<Problem> problems = state == FileState.UNRECOGNISED ? unrecognised : damaged;
      if (state != FileState.NOT_READ && problems.size() < PROBLEMS_KEPT) {
        problems.add(new Problem(name, reason));
      }
    }

    private void partlyRead(LogName name, String reason) {
      if (partlyReadCount++ < PROBLEMS_KEPT) {
        partlyRead.add(new Problem(name, reason));
      }
    }

    private List<Problem> problems() {
      return Stream.of(damaged, unrecognised, partlyRead)
          .flatMap(List::stream)
          .limit(PROBLEMS_KEPT)
          .toList();
    }

    private void odd(LogName name, String what) {
      if (oddCount++ < PROBLEMS_KEPT) {
        odd.add(new Problem(name, what));
      }
    }

    IngestReport report(Archive.Listing listing, List<PendingFile> read, long bytes, long kept) {
      Losses all = losses.all();
      return new IngestReport(
          listing.files().size(),
          listing.ignored(),
          read.size(),
          bytes,
          counts,
          observations,
          duplicates,
          problems(),
          all.logs() + partlyReadCount,
          all,
          new Kinds(
              count(read, PendingFile.Cause.NEW),
              count(read, PendingFile.Cause.CHANGED) - touched,
              touched,
              count(read, PendingFile.Cause.OUTDATED)),
          kept,
          waiting,
          odd,
          oddCount,
          List.copyOf(addressColumns.values()),
          firstBatch);
    }

    private static long count(List<PendingFile> read, PendingFile.Cause cause) {
      return read.stream().filter(next -> next.cause() == cause).count();
    }

    private static String concludedAlone(long sessions) {
      return "leaves more sessions open than can be kept: %s counted without what other logs may"
              .formatted(sessions == 1 ? "one was" : "%,d were".formatted(sessions))
          + " hold of them";
    }

    private static String rejects(long lines) {
      return (lines == 1 ? "a line" : "%,d lines".formatted(lines)) + " could not be used";
    }
  }
}
