package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.TlsOutcome;

/**
 * What a row of usage tells of a party's TLS, valid as long as the row is. Of a connection that
 * negotiated several times, the oldest version counts.
 *
 * @param version null unless negotiated
 * @param hop whose it was: if a proxy's, it tells nothing of the party
 */
record PartyTls(@Nullable UTF8String version, UTF8String outcome, UTF8String hop) {

  private static final UTF8String NOT_LOGGED = UTF8String.fromString(TlsOutcome.NOT_LOGGED.label());

  /**
   * That of one of the row's parties.
   *
   * @param group as {@link Party#of} takes it
   */
  static PartyTls of(InternalRow row, int group) {
    boolean isTold = group > 0 && !row.isNullAt(UsageRow.CLIENT_TLS);
    if (isTold) {
      return new PartyTls(
          row.getUTF8String(UsageRow.CLIENT_TLS),
          row.getUTF8String(UsageRow.CLIENT_OUTCOME),
          UsageRow.CLIENTS_HOP);
    }
    UTF8String first = Uses.text(row, UsageRow.TLS_VERSION_FIRST);
    return new PartyTls(
        first == null ? Uses.text(row, UsageRow.TLS_VERSION) : first,
        row.getUTF8String(UsageRow.TLS_OUTCOME),
        hop(row, group));
  }

  /** A proxy's TLS is its own. */
  private static UTF8String hop(InternalRow row, int group) {
    if (group > 0) {
      return UsageRow.PROXYS_HOP;
    }
    return UsageRow.isOfProxy(row) && !UsageRow.isSettled(row)
        ? UsageRow.CLIENTS_HOP
        : row.getUTF8String(UsageRow.TLS_HOP);
  }

  /**
   * The same as evidence of the party: behind a proxy that ends TLS the log tells of the proxy's
   * hop, and all that is known of the party's is that it was not logged.
   */
  PartyTls proven() {
    return isOwn() ? this : new PartyTls(null, NOT_LOGGED, hop);
  }

  /** Whether it is the party's own, and no proxy's. */
  boolean isOwn() {
    return hop.equals(UsageRow.CLIENTS_HOP);
  }

  /** Whether it is older than TLS 1.2. */
  boolean isLegacy() {
    return version != null && PossibleTls.isLegacy(version);
  }
}
