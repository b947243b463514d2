package org.tlssunset.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Tables;

/** Lays the rejected lines of one log after the other out as rows. */
final class RejectedLineEncoder {

  private final UnsafeRowWriter writer =
      new UnsafeRowWriter(Tables.REJECTED_LINES.columns().size(), 1024);
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private final long batch;
  private int count;

  /**
   * @param batch the batch that all rows are of
   */
  RejectedLineEncoder(long batch) {
    this.batch = batch;
  }

  /** Forgets the lines since the last {@link #take}. */
  void clear() {
    rows.reset();
    count = 0;
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
    writer.reset();
    writer.zeroOutNullBytes();
    writer.write(0, UTF8String.fromString(sourceFile));
    writer.write(1, line);
    writer.write(2, offset);
    writer.write(3, UTF8String.fromString(reason.sentence(detail)));
    writer.write(4, UTF8String.fromString(text));
    writer.write(5, batch);
    writer.write(6, UTF8String.fromString(reason.label()));
    UnsafeRow row = writer.getRow();
    rows.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(row.getSizeInBytes()).array());
    rows.writeBytes(row.getBytes());
    count++;
  }

  /** The lines that were added since the last time. */
  RejectedLines take() {
    RejectedLines lines =
        count == 0 ? RejectedLines.NONE : new RejectedLines(rows.toByteArray(), count);
    clear();
    return lines;
  }
}
