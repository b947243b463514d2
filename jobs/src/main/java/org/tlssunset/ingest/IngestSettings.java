package org.tlssunset.ingest;

import java.time.Duration;

/**
 * How an ingestion is cut up.
 *
 * @param read what a task needs to read logs
 * @param batchBytes at most so many stored bytes are one batch, unless a single file is larger
 * @param batchFiles at most so many files are one batch
 * @param splitBytes a plain file of a format that allows it, which alone would keep the others
 *     waiting, is cut into pieces of so many bytes
 * @param settledAfter nobody who writes a log leaves half a line for longer
 */
public record IngestSettings(
    ReadSettings read, long batchBytes, int batchFiles, long splitBytes, Duration settledAfter) {

  /** The same with batches of no more than so many files. */
  IngestSettings withFilesAtMost(int files) {
    return new IngestSettings(
        read, batchBytes, Math.min(batchFiles, files), splitBytes, settledAfter);
  }
}
