package org.tlssunset.ingest;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.tlssunset.schema.RejectReason;

/**
 * A line that could not be used.
 *
 * @param sourceFile the log, as column source_file has it
 * @param line its number in the log, from 1
 * @param offset where it begins in the log's unpacked text, in bytes
 * @param text its beginning
 */
record RejectedLine(String sourceFile, long line, long offset, RejectReason reason, String text)
    implements Serializable {

  /** As a row of {@link RowTypes#REJECTED_LINE}. */
  Row row() {
    return RowFactory.create(sourceFile, line, offset, reason.label(), text);
  }
}
