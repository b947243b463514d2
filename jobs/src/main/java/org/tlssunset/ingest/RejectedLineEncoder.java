package org.tlssunset.ingest;

import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Tables;

/** Lays the rejected lines of one log after the other out as rows. */
final class RejectedLineEncoder {

  private final LaidOutRows.Writer rows =
      new LaidOutRows.Writer(Tables.REJECTED_LINES.columns().size());
  private final long batch;

  /**
   * @param batch the batch that all rows are of
   */
  RejectedLineEncoder(long batch) {
    this.batch = batch;
  }

  /** Forgets the lines since the last {@link #take}. */
  void clear() {
    rows.clear();
  }

  /**
   * Adds a line.
   *
   * @param sourceFile the log, as column source_file has it
   * @param line its number in the log, from 1
   * @param offset where it begins in the log's unpacked text, in bytes
   * @param detail what is wrong with it
   * @param text its beginning
   */
  void add(
      String sourceFile, long line, long offset, RejectReason reason, String detail, String text) {
    rows.add(
        row -> {
          row.write(0, UTF8String.fromString(sourceFile));
          row.write(1, line);
          row.write(2, offset);
          row.write(3, UTF8String.fromString(reason.sentence(detail)));
          row.write(4, UTF8String.fromString(text));
          row.write(5, batch);
          row.write(6, UTF8String.fromString(reason.label()));
        });
  }

  /** The lines that were added since the last time. */
  LaidOutRows take() {
    return rows.take();
  }
}
