package org.tlssunset.ingest;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.Platform;

/**
 * Rows of a table beside the observations, as Spark lays them out in memory. A batch may have a
 * million of them: they travel as bytes, and become no objects on the way.
 *
 * @param bytes row after row, each after its length in eight bytes
 * @param count how many there are
 * @param columns how many columns each has
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record LaidOutRows(byte[] bytes, int count, int columns) implements Serializable {

  static final LaidOutRows NONE = new LaidOutRows(new byte[0], 0, 0);

  /** As many of them as may be kept. */
  LaidOutRows first(int most) {
    return count <= most ? this : new LaidOutRows(bytes, most, columns);
  }

  /** The rows, one after the other: the next one takes the place of the one before. */
  Stream<InternalRow> stream() {
    UnsafeRow row = new UnsafeRow(columns);
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

  /** Lays out the rows of one log after the other. */
  static final class Writer {

    private final UnsafeRowWriter writer;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private final int columns;
    private int count;

    Writer(int columns) {
      this.columns = columns;
      writer = new UnsafeRowWriter(columns, 1024);
    }

    /** Forgets the rows since the last {@link #take}. */
    void clear() {
      rows.reset();
      count = 0;
    }

    /**
     * Adds a row.
     *
     * @param values writes its columns; those that it leaves are null
     */
    void add(Consumer<UnsafeRowWriter> values) {
      writer.reset();
      writer.zeroOutNullBytes();
      values.accept(writer);
      UnsafeRow row = writer.getRow();
      rows.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(row.getSizeInBytes()).array());
      rows.writeBytes(row.getBytes());
      count++;
    }

    /** The rows that were added since the last time. */
    LaidOutRows take() {
      LaidOutRows all = count == 0 ? NONE : new LaidOutRows(rows.toByteArray(), count, columns);
      clear();
      return all;
    }
  }
}
