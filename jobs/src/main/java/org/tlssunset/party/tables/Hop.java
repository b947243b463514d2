package org.tlssunset.party.tables;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.MatchedBy;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.KeptTexts;
import org.tlssunset.warehouse.ScannedValues;
import org.tlssunset.warehouse.TableRow;

/** A session that one of our servers handed to another: a row of {@code inner_clients}. */
final class Hop {

  static final List<String> COLUMNS =
      List.of(
          "sid",
          "handed_at",
          "peer_port",
          "observed_on",
          "source_file",
          "source_line",
          "batch_id",
          "client_ip",
          "peer_ip",
          "client_name");

  private static final ScannedValues VALUES = new ScannedValues(Tables.INNER_CLIENTS, COLUMNS);

  private static final int SESSION = 0;
  private static final int HANDED_AT = 1;
  private static final int PEER_PORT = 2;

  /** The first of those that a row of matches has under the same name. */
  private static final int FIRST_SHARED = 3;

  private static final int CLIENT_IP = COLUMNS.indexOf("client_ip");
  private static final int PEER_IP = COLUMNS.indexOf("peer_ip");

  private final @Nullable Object[] values;
  private int fitting;
  private @Nullable Front front;

  /**
   * @param texts takes those that other rows have, too
   */
  Hop(InternalRow row, KeptTexts texts) {
    values = VALUES.copies(row, texts);
  }

  /** Of so many parts of a table, the one that a row is in: that of all rows of a session. */
  static int part(InternalRow row, int parts) {
    return row.isNullAt(SESSION) ? 0 : Math.floorMod(row.getUTF8String(SESSION).hashCode(), parts);
  }

  /** The id of the session at the front end; null if the log does not tell it. */
  @Nullable UTF8String session() {
    return (UTF8String) values[SESSION];
  }

  /** When it was handed on, in microseconds since 1970. */
  long handedAt() {
    return (Long) values[HANDED_AT];
  }

  /** The client's port; null if the log does not tell it. */
  @Nullable Integer peerPort() {
    return (Integer) values[PEER_PORT];
  }

  /** The client's address, else what is logged of it; null if nothing is. */
  @Nullable UTF8String client() {
    return (UTF8String) (values[CLIENT_IP] == null ? values[PEER_IP] : values[CLIENT_IP]);
  }

  /** Takes a front end's row that fits. */
  void fit(InternalRow row, KeptTexts texts) {
    fitting++;
    front = fitting == 1 ? new Front(row, texts) : null;
  }

  /**
   * As a row of {@code matches}: tied, if one row fits.
   *
   * @param row made use of
   */
  InternalRow tied(TableRow row) {
    for (int i = FIRST_SHARED; i < values.length; i++) {
      row.set(COLUMNS.get(i), values[i]);
    }
    MatchedBy how =
        switch (fitting) {
          case 0 -> MatchedBy.ORPHAN;
          case 1 -> MatchedBy.SESSION_ID;
          default -> MatchedBy.SEVERAL;
        };
    row.set("source_item", 0).set("how", UTF8String.fromString(how.label()));
    if (front != null) {
      front.fill(row);
    }
    return row.take();
  }
}
