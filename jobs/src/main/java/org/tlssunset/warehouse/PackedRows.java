package org.tlssunset.warehouse;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.tlssunset.schema.Table;

/**
 * Rows of a table on their way from a task to the driver, in stretches of bytes: each as an object,
 * they take ten times as long.
 */
public final class PackedRows implements Serializable {

  private static final long serialVersionUID = 1;

  private static final int STRETCH = 1 << 20;

  private final int columns;
  private final ArrayList<byte[]> stretches;
  private int size;

  private PackedRows(int columns) {
    this.columns = columns;
    stretches = new ArrayList<>();
  }

  /** What packs rows, in a task. */
  public static final class Packing {

    private final UnsafeProjection projection;
    private final PackedRows packed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    public Packing(Table table) {
      projection = UnsafeProjection.create(Warehouse.type(table));
      packed = new PackedRows(table.columns().size());
    }

    /** Takes a row, which is not asked for anything later. */
    public void add(InternalRow row) {
      UnsafeRow one = projection.apply(row);
      try {
        out.writeLong(one.getSizeInBytes()); // so that rows stand at multiples of eight
        one.writeToStream(out, null);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      packed.size++;
      if (bytes.size() >= STRETCH) {
        end();
      }
    }

    private void end() {
      packed.stretches.add(bytes.toByteArray());
      bytes.reset();
    }

    /** All rows; the packing is done. */
    public PackedRows done() {
      end();
      return packed;
    }
  }

  /** The rows. */
  public List<InternalRow> rows() {
    List<InternalRow> rows = new ArrayList<>(size);
    for (byte[] stretch : stretches) {
      ByteBuffer sizes = ByteBuffer.wrap(stretch);
      for (int at = 0; at < stretch.length; ) {
        int length = (int) sizes.getLong(at);
        UnsafeRow row = new UnsafeRow(columns);
        row.pointTo(stretch, Platform.BYTE_ARRAY_OFFSET + at + Long.BYTES, length);
        rows.add(row);
        at += Long.BYTES + length;
      }
    }
    return rows;
  }
}
