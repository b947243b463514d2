package org.tlssunset.ingest;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.HandedOn;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.schema.Tables;

/** Lays the sessions that the servers of one log after the other hand on out as rows. */
final class InnerClientEncoder {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final LaidOutRows.Writer rows =
      new LaidOutRows.Writer(Tables.INNER_CLIENTS.columns().size());
  private final long batch;

  /**
   * @param batch the batch that all rows are of
   */
  InnerClientEncoder(long batch) {
    this.batch = batch;
  }

  /**
   * Rows of sessions of several logs.
   *
   * @param batch the batch that all rows are of
   */
  static LaidOutRows of(long batch, List<HandedOn> sessions) {
    InnerClientEncoder encoder = new InnerClientEncoder(batch);
    sessions.forEach(each -> encoder.add(each.sourceFile(), each.client()));
    return encoder.take();
  }

  /** Forgets the rows since the last {@link #take}. */
  void clear() {
    rows.clear();
  }

  /** The UTC day of it, since 1970. */
  static int day(InnerClient client) {
    return (int) Math.floorDiv(client.handedAt(), MICROS_PER_DAY);
  }

  /**
   * Adds one.
   *
   * @param sourceFile the log, as column source_file has it
   */
  void add(String sourceFile, InnerClient client) {
    InnerClient.Hop hop = client.hop();
    InnerClient.Client whose = client.client();
    rows.add(
        row -> {
          row.write(0, day(client));
          row.write(1, client.handedAt());
          text(row, 2, hop.source().label());
          text(row, 3, hop.server());
          text(row, 4, hop.endpoint());
          text(row, 5, hop.sessionId());
          text(row, 6, whose.sid());
          text(row, 7, whose.address());
          text(row, 8, whose.peer());
          if (whose.port() == null) {
            row.setNullAt(9);
          } else {
            row.write(9, (int) whose.port());
          }
          text(row, 10, whose.name());
          text(row, 11, sourceFile);
          row.write(12, client.line());
          row.write(13, batch);
        });
  }

  private static void text(UnsafeRowWriter row, int column, @Nullable String value) {
    if (value == null) {
      row.setNullAt(column);
    } else {
      row.write(column, UTF8String.fromString(value));
    }
  }

  /** Those that were added since the last time. */
  LaidOutRows take() {
    return rows.take();
  }
}
