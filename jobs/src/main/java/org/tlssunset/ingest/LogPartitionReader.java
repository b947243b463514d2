package org.tlssunset.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;
import org.tlssunset.archive.LogCursor;
import org.tlssunset.archive.LogReader;

/**
 * Serves a partition's rows. It reads one stretch of bytes at a time and hands out that stretch's
 * rows before it reads the next, so that its memory does not grow with the files.
 */
final class LogPartitionReader implements PartitionReader<InternalRow> {

  private final LogReader reader;
  private final LogRows rows;
  private final Iterator<ArchiveFile> files;
  private final Iterator<FileSlice> slices;
  private final Deque<InternalRow> ready = new ArrayDeque<>();
  private final LongAccumulator bytesRead;
  private long bytesInHand;
  private @Nullable LogCursor cursor;
  private @Nullable InternalRow current;

  LogPartitionReader(
      LogPartition partition,
      ReadSettings settings,
      StructType required,
      LongAccumulator bytesRead) {
    this.bytesRead = bytesRead;
    reader = settings.reader();
    rows = new LogRows(required, settings.rejectsKept(), ready::add);
    files = partition.files().iterator();
    slices = partition.slices().iterator();
  }

  @Override
  public boolean next() {
    while (ready.isEmpty()) {
      if (cursor == null) {
        if (!openNext()) {
          return false;
        }
      } else if (!cursor.advance()) {
        rows.endOfFile();
        close();
      }
    }
    current = ready.poll();
    return true;
  }

  /**
   * @return false if all has been read
   */
  private boolean openNext() {
    if (files.hasNext()) {
      ArchiveFile file = files.next();
      rows.file(file);
      bytesInHand = file.size();
      cursor = reader.open(file, rows);
      return true;
    }
    if (slices.hasNext()) {
      FileSlice slice = slices.next();
      rows.file(slice.file());
      bytesInHand = slice.to() - slice.from();
      cursor = reader.open(slice, rows);
      return true;
    }
    return false;
  }

  @Override
  public InternalRow get() {
    if (current == null) {
      throw new IllegalStateException("get() before next()");
    }
    return current;
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
      bytesRead.add(bytesInHand);
    }
  }
}
