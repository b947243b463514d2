package org.tlssunset.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.schema.FileState;

/**
 * What an ingestion did.
 *
 * @param found files under the given paths
 * @param read files of them that were new or had changed
 * @param bytes their stored size
 * @param counts their lines
 * @param observations rows that were written
 * @param duplicates logs that tell what others do, under another name: they count once
 * @param problems the logs that were not, or not wholly, read: the first of them, those before the
 *     others of which nothing was read
 * @param problemCount how many there are
 * @param unread how many of them are logs or folders that were not read at all, or not to their end
 * @param kinds why files were read
 * @param waiting logs whose last line has no end yet, and is left for a later run
 * @param odd logs whose times are in the future: the first of them
 * @param oddCount how many there are
 * @param firstBatch the run's first batch; 0 if it committed nothing
 */
public record IngestReport(
    long found,
    long read,
    long bytes,
    LineCounts counts,
    long observations,
    long duplicates,
    List<Problem> problems,
    long problemCount,
    long unread,
    Kinds kinds,
    long waiting,
    List<Problem> odd,
    long oddCount,
    long firstBatch) {

  /**
   * How many files were read for which reason. Others were read again because they could not be
   * read before, because a last line had waited long enough, or because they are copies whose
   * original no longer tells the same.
   *
   * @param fresh that were not known
   * @param changed that were known with another content
   * @param touched of which nothing but the modification time has changed
   */
  public record Kinds(long fresh, long changed, long touched) {}

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
    private final List<Problem> unreadLogs = new ArrayList<>();
    private final List<Problem> partlyRead = new ArrayList<>();
    private long partlyReadCount;
    private long unread;
    private final OddTimes oddTimes;
    private final List<Problem> odd = new ArrayList<>();
    private long oddCount;
    private long waiting;
    private long touched;
    private long firstBatch;

    Sum(OddTimes oddTimes) {
      this.oddTimes = oddTimes;
    }

    void add(IngestBatch.Result batch) {
      observations += batch.observations();
      touched += batch.touched();
      firstBatch = firstBatch == 0 ? batch.batch() : firstBatch;
      for (LogSummary log : batch.logs()) {
        counts = counts.plus(log.counts());
        duplicates += log.state() == FileState.DUPLICATE ? 1 : 0;
        waiting += log.text().waits() ? 1 : 0;
        oddTimes.of(log).ifPresent(what -> odd(log.name(), what));
        String reason = log.reason();
        if (reason != null) {
          unread(log.name(), reason);
        } else if (log.counts().rejected() > 0) {
          partlyRead(log.name(), rejects(log.counts().rejected()));
        }
        if (log.concludedAlone() > 0) {
          partlyRead(log.name(), concludedAlone(log.concludedAlone()));
        }
      }
    }

    void unread(LogName name, String reason) {
      if (unread++ < PROBLEMS_KEPT) {
        unreadLogs.add(new Problem(name, reason));
      }
    }

    private void partlyRead(LogName name, String reason) {
      if (partlyReadCount++ < PROBLEMS_KEPT) {
        partlyRead.add(new Problem(name, reason));
      }
    }

    private List<Problem> problems() {
      return Stream.concat(unreadLogs.stream(), partlyRead.stream()).limit(PROBLEMS_KEPT).toList();
    }

    private void odd(LogName name, String what) {
      if (oddCount++ < PROBLEMS_KEPT) {
        odd.add(new Problem(name, what));
      }
    }

    IngestReport report(long found, List<Pending> read, long bytes) {
      long fresh = read.stream().filter(next -> next.cause() == Pending.Cause.NEW).count();
      long changed = read.stream().filter(next -> next.cause() == Pending.Cause.CHANGED).count();
      return new IngestReport(
          found,
          read.size(),
          bytes,
          counts,
          observations,
          duplicates,
          problems(),
          unread + partlyReadCount,
          unread,
          new Kinds(fresh, changed - touched, touched),
          waiting,
          odd,
          oddCount,
          firstBatch);
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
