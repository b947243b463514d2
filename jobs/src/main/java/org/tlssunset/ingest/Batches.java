package org.tlssunset.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tlssunset.archive.ArchiveFile;

/**
 * The files of a run that are still to be read, and which of them are the next batch.
 *
 * <p>What a batch leaves, since it could not remember more, is read in the next ones: they hold as
 * many files as that batch managed to read, and twice as many again each time that is enough.
 */
final class Batches {

  private final Deque<PendingFile> files;
  private final Deque<PendingFile> alone = new ArrayDeque<>();
  private final int batchFiles;
  private final long batchBytes;
  private int limit;

  /** How many of the next files were begun before, and are to be the first of their task. */
  private int begun;

  /**
   * A batch.
   *
   * @param files its files
   * @param begun how many of these, from the first on, are each to be the first of a task
   */
  record Batch(List<PendingFile> files, int begun) {}

  /**
   * @param pending in the listing's order
   */
  Batches(List<PendingFile> pending, IngestSettings settings) {
    files = new ArrayDeque<>(pending);
    batchFiles = settings.batchFiles();
    batchBytes = settings.batchBytes();
    limit = batchFiles;
  }

  boolean isEmpty() {
    return files.isEmpty() && alone.isEmpty();
  }

  /** The next batch; the one before was {@link #done}. */
  Batch next() {
    if (!alone.isEmpty()) {
      return new Batch(List.of(alone.remove()), 1);
    }
    List<PendingFile> batch = new ArrayList<>();
    long bytes = 0;
    while (!files.isEmpty() && batch.size() < limit) {
      ArchiveFile file = files.element().file();
      if (!batch.isEmpty() && bytes + file.size() > batchBytes) {
        break;
      }
      batch.add(files.remove());
      bytes += file.size();
    }
    int first = Math.min(begun, batch.size());
    begun -= first;
    return new Batch(batch, first);
  }

  /**
   * A batch was read.
   *
   * @param left what it could not do
   */
  void done(Batch batch, List<Leftover> left) {
    Map<String, Leftover.Cause> causes = new HashMap<>();
    left.forEach(file -> causes.put(file.path(), file.cause()));
    List<PendingFile> together = new ArrayList<>();
    List<PendingFile> notReached = new ArrayList<>();
    for (PendingFile next : batch.files()) {
      Leftover.Cause cause = causes.get(next.file().path());
      if (cause != null) {
        switch (cause) {
          case NOT_REACHED -> notReached.add(next);
          case TOO_MUCH_TOGETHER -> together.add(next);
          case TOO_MUCH_ALONE -> alone.add(next);
        }
      }
    }
    for (int i = notReached.size() - 1; i >= 0; i--) {
      files.addFirst(notReached.get(i));
    }
    for (int i = together.size() - 1; i >= 0; i--) {
      files.addFirst(together.get(i));
    }
    begun += together.size();
    int read = batch.files().size() - causes.size();
    if (!notReached.isEmpty() || !together.isEmpty()) {
      limit = Math.max(1, read);
    } else if (batch.files().size() >= limit) {
      limit = (int) Math.min(batchFiles, 2L * limit);
    }
  }
}
