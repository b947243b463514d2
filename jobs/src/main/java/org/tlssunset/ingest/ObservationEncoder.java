package org.tlssunset.ingest;

import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** Writes observations as Spark lays rows out in memory: no object per value, no further copy. */
final class ObservationEncoder {

  private static final ObservationColumn[] COLUMNS = ObservationColumn.values();

  private final UnsafeRowWriter writer = new UnsafeRowWriter(COLUMNS.length, 1024);

  private final Long batch;

  /**
   * @param batch the batch that all rows are of
   */
  ObservationEncoder(long batch) {
    this.batch = batch;
  }

  /**
   * The observation as a row of tls_observations, valid until the next call.
   *
   * @param observation with all columns filled that must be, but the batch
   */
  UnsafeRow encode(Observation observation) {
    observation.set(ObservationColumn.BATCH_ID, batch);
    writer.reset();
    writer.zeroOutNullBytes();
    for (int i = 0; i < COLUMNS.length; i++) {
      Object value = observation.get(COLUMNS[i]);
      if (value == null) {
        writer.setNullAt(i);
      } else {
        write(i, value);
      }
    }
    return writer.getRow();
  }

  private void write(int position, Object value) {
    ObservationColumn column = COLUMNS[position];
    switch (column.type()) {
      case STRING -> writer.write(position, UTF8String.fromString((String) value));
      case BIGINT, TIMESTAMP -> writer.write(position, (long) (Long) value);
      case INT, DATE -> writer.write(position, (int) (Integer) value);
      case BOOLEAN -> writer.write(position, (boolean) (Boolean) value);
      default -> throw new IllegalArgumentException(column + " has no such type");
    }
  }
}
