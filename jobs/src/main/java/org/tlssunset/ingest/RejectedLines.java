package org.tlssunset.ingest;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.tlssunset.schema.Tables;

/**
 * The first lines of a log that could not be used, as rows of rejected_lines. A batch may have a
 * million of them: they travel as bytes, and become no objects on the way.
 *
 * @param bytes row after row as Spark lays them out in memory, each after its length in eight bytes
 * @param count how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record RejectedLines(byte[] bytes, int count) implements Serializable {

  static final RejectedLines NONE = new RejectedLines(new byte[0], 0);

  /** As many of them as may be kept. */
  RejectedLines first(int most) {
    return count <= most ? this : new RejectedLines(bytes, most);
  }

  /** The rows, one after the other: the next one takes the place of the one before. */
  Stream<InternalRow> stream() {
    UnsafeRow row = new UnsafeRow(Tables.REJECTED_LINES.columns().size());
    ByteBuffer ahead = ByteBuffer.wrap(bytes);
    return IntStream.range(0, count)
        .<InternalRow>mapToObj(
            i -> {
              int length = (int) ahead.getLong();
              row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + ahead.position(), length);
              ahead.position(ahead.position() + length);
              return row;
            });
  }
}
