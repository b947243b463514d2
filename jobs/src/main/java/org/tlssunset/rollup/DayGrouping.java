package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * How judged rows of usage become rows of {@code client_protocol_daily}. A connection counts for
 * the party whose it was, with its TLS; that of a proxy which ends TLS counts for the client behind
 * it, too, where that is known: with the client's own TLS if the proxy tells of it, else as a hop
 * of the proxy's.
 */
final class DayGrouping implements Grouping {

  private static final long serialVersionUID = 1;

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL_DAILY;
  }

  @Override
  public int groups(InternalRow row) {
    return row.getBoolean(UsageRow.COUNTS) ? UsageRow.parties(row) : 0;
  }

  @Override
  public GroupKey key(InternalRow row, int group) {
    Party party = Party.of(row, group);
    PartyTls tls = PartyTls.of(row, group);
    return GroupKey.of(
        row.getInt(UsageRow.OBSERVED_ON),
        Uses.text(row, UsageRow.DIRECTION),
        Uses.text(row, UsageRow.PROTOCOL),
        party.role(),
        party.client(true),
        tls.version(),
        tls.outcome(),
        tls.hop());
  }

  /** By day and role. */
  @Override
  public GroupKey account(GroupKey key) {
    return GroupKey.of(key.part(0), key.part(3));
  }

  @Override
  public Uses begin(GroupKey key) {
    return new DayUses(key);
  }
}
