package org.tlssunset.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.FileSlice;
import org.tlssunset.archive.LogCursor;
import org.tlssunset.archive.LogReader;
import org.tlssunset.logs.Observation;

/**
 * Serves a partition's rows. It reads one stretch of bytes at a time and hands out that stretch's
 * rows before it reads the next, so that its memory does not grow with the files.
 */
final class LogPartitionReader implements PartitionReader<InternalRow> {

  private final LogReader reader;
  private final LogReading reading;
  private final LogCollector collector;
  private final int number;
  private final Iterator<ArchiveFile> files;
  private final Iterator<FileSlice> slices;
  private final Deque<Observation> ready = new ArrayDeque<>();
  private final ObservationEncoder encoder;
  private long bytesInHand;

  /** Whether rows of the file in hand have been handed out. */
  private boolean hasHandedOut;

  private boolean isLastSlice;
  private @Nullable LogCursor cursor;
  private @Nullable Observation current;

  LogPartitionReader(LogPartition partition, LogReading reading) {
    this.reading = reading;
    reader = reading.settings().reader();
    encoder = new ObservationEncoder(reading.batch());
    collector =
        new LogCollector(
            reading.settings(),
            reading.batch(),
            reading.findingsKept(),
            reading.sessionsKept(),
            ready::add);
    number = partition.number();
    files = partition.files().iterator();
    slices = partition.slices().iterator();
  }

  @Override
  public boolean next() {
    while (ready.isEmpty()) {
      if (cursor == null) {
        if (!openNext()) {
          reading.findings().add(collector.found(number));
          return false;
        }
      } else {
        boolean goesOn = cursor.advance();
        if (collector.isOverfull()) {
          leave();
        } else if (!goesOn) {
          collector.endOfFile();
          close();
        }
      }
    }
    current = ready.poll();
    hasHandedOut = true;
    return true;
  }

  /** Gives up the file in hand: it is more than can be remembered. */
  private void leave() {
    ready.clear();
    collector.leave(hasHandedOut);
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }

  /**
   * @return false if all has been read
   */
  private boolean openNext() {
    hasHandedOut = false;
    if (files.hasNext() && collector.isFull()) {
      files.forEachRemaining(collector::leave);
    }
    if (files.hasNext()) {
      ArchiveFile file = files.next();
      collector.file(file);
      bytesInHand = file.size();
      isLastSlice = true;
      cursor = reader.open(file, reading.growing().is(file), collector);
      return true;
    }
    if (slices.hasNext()) {
      FileSlice slice = slices.next();
      collector.file(slice.file());
      bytesInHand = slice.to() - slice.from();
      isLastSlice = slice.to() == slice.file().size();
      cursor = reader.open(slice, reading.growing().is(slice.file()), collector);
      return true;
    }
    return false;
  }

  @Override
  public InternalRow get() {
    if (current == null) {
      throw new IllegalStateException("get() before next()");
    }
    return encoder.encode(current);
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
      reading.soFar().bytes().add(bytesInHand);
      reading.soFar().files().add(isLastSlice ? 1 : 0);
    }
  }
}
