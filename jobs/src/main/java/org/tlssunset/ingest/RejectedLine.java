package org.tlssunset.ingest;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.schema.RejectReason;

/**
 * A line that could not be used.
 *
 * @param sourceFile the log, as column source_file has it
 * @param line its number in the log, from 1
 * @param offset where it begins in the log's unpacked text, in bytes
 * @param detail what is wrong with it
 * @param text its beginning
 */
record RejectedLine(
    String sourceFile, long line, long offset, RejectReason reason, String detail, String text)
    implements Serializable {

  /** As a row of rejected_lines. */
  InternalRow row(long batch) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(sourceFile),
          line,
          offset,
          UTF8String.fromString(reason.sentence(detail)),
          UTF8String.fromString(text),
          batch,
          UTF8String.fromString(reason.label())
        });
  }
}
