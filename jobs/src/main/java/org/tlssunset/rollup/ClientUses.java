package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** A row of {@code client_protocol}. */
final class ClientUses extends PartyUses {

  private static final long serialVersionUID = 1;

  /** How judged rows of usage become such rows: by party, as in {@link DayUses}; sums by role. */
  static final Grouping GROUPING =
      new Grouping(
          Tables.CLIENT_PROTOCOL, UsageRow::partiesCounted, ClientUses::key, ClientUses::new, 2);

  private final UseCounts counts = new UseCounts();
  private final LatestProof legacy = new LatestProof();

  private ClientUses(GroupKey key) {
    super(key);
  }

  private static GroupKey key(InternalRow row, int group) {
    Party party = Party.of(row, group);
    return GroupKey.of(
        Uses.text(row, UsageRow.DIRECTION),
        Uses.text(row, UsageRow.PROTOCOL),
        party.role(),
        party.client(true));
  }

  @Override
  void add(InternalRow row, int group) {
    super.add(row, group);
    PartyTls tls = PartyTls.of(row, group).proven();
    counts.add(
        tls,
        row.getLong(UsageRow.REQUESTS),
        row.getLong(UsageRow.FIRST_SEEN),
        row.getLong(UsageRow.LAST_SEEN));
    if (tls.isLegacy()) {
      legacy.add(row);
    }
  }

  @Override
  void add(Uses other) {
    super.add(other);
    ClientUses uses = (ClientUses) other;
    counts.add(uses.counts);
    legacy.add(uses.legacy);
  }

  @Override
  void fill(TableRow row) {
    super.fill(row);
    row.set("direction", key().part(0))
        .set("protocol", key().part(1))
        .set("role", key().part(2))
        .set("legacy_last_seen", legacy.at());
    legacy.fill(row, "legacy_", false);
    counts.fillRequests(row);
  }
}
