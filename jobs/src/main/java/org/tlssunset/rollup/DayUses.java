package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/**
 * A row of {@code client_protocol_daily}. A connection counts for the party whose it was, with its
 * TLS; that of a proxy which ends TLS counts for the client behind it, too, where that is known:
 * with the client's own TLS if the proxy tells of it, else as a hop of the proxy's.
 */
final class DayUses extends PartyUses {

  private static final long serialVersionUID = 1;

  /** How judged rows of usage become such rows; sums by day and role. */
  static final Grouping GROUPING =
      new Grouping(
          Tables.CLIENT_PROTOCOL_DAILY, UsageRow::partiesCounted, DayUses::key, DayUses::new, 0, 3);

  private final LatestProof proof = new LatestProof();

  private DayUses(GroupKey key) {
    super(key);
  }

  private static GroupKey key(InternalRow row, int group) {
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

  @Override
  void add(InternalRow row, int group) {
    super.add(row, group);
    proof.add(row);
  }

  @Override
  void add(Uses other) {
    super.add(other);
    proof.add(((DayUses) other).proof);
  }

  @Override
  void fill(TableRow row) {
    super.fill(row);
    row.set("observed_on", key().part(0))
        .set("direction", key().part(1))
        .set("protocol", key().part(2))
        .set("role", key().part(3))
        .set("tls_version", key().part(5))
        .set("tls_outcome", key().part(6))
        .set("tls_hop", key().part(7));
    proof.fill(row, "", false);
  }
}
