package org.tlssunset.party.tables;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.KeptTexts;
import org.tlssunset.warehouse.ScannedValues;
import org.tlssunset.warehouse.TableRow;

/**
 * A front end's own row of a session that it handed on.
 *
 * @param values those of {@link #COLUMNS}, its own
 */
record Front(@Nullable Object[] values) {

  static final List<String> COLUMNS =
      List.of(
          "session_id",
          "started_at",
          "peer_port",
          "client_ip",
          "peer_ip",
          "source_file",
          "source_line",
          "source_item",
          "batch_id",
          "tls_outcome",
          "tls_version",
          "cipher");

  private static final ScannedValues VALUES = new ScannedValues(Tables.TLS_OBSERVATIONS, COLUMNS);

  /** So far two servers' clocks may be apart, in microseconds. */
  private static final long CLOCKS = 5 * 60 * 1_000_000L;

  /** A session is handed on within so long from its begin, in microseconds. */
  private static final long LONGEST = 24 * 60 * 60 * 1_000_000L;

  private static final int SESSION = 0;
  private static final int STARTED_AT = 1;
  private static final int PEER_PORT = 2;
  private static final int CLIENT_IP = 3;
  private static final int PEER_IP = 4;
  private static final int FILE = COLUMNS.indexOf("source_file");
  private static final int LINE = COLUMNS.indexOf("source_line");
  private static final int ITEM = COLUMNS.indexOf("source_item");
  private static final int BATCH = COLUMNS.indexOf("batch_id");
  private static final int FIRST_SHARED = COLUMNS.indexOf("tls_outcome");

  Front(InternalRow row, KeptTexts texts) {
    this(VALUES.copies(row, texts));
  }

  /** A row's session, valid as long as the row is. */
  static UTF8String session(InternalRow row) {
    return row.getUTF8String(SESSION);
  }

  /** Whether a row of the session with the same id is that which was handed on. */
  static boolean fits(InternalRow row, Hop hop) {
    int address = row.isNullAt(CLIENT_IP) ? PEER_IP : CLIENT_IP;
    Integer port = hop.peerPort();
    long began = row.getLong(STARTED_AT);
    return !row.isNullAt(address)
        && row.getUTF8String(address).equals(hop.client())
        && (port == null || row.isNullAt(PEER_PORT) || row.getInt(PEER_PORT) == port)
        && hop.handedAt() >= began - CLOCKS
        && hop.handedAt() <= began + LONGEST;
  }

  /** Fills what a row of {@code matches} tells of it. */
  void fill(TableRow row) {
    row.set("matched_file", values[FILE])
        .set("matched_line", values[LINE])
        .set("matched_item", values[ITEM])
        .set("matched_batch_id", values[BATCH]);
    for (int i = FIRST_SHARED; i < values.length; i++) {
      row.set(COLUMNS.get(i), values[i]);
    }
  }
}
