package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** A row of {@code client_server}. */
final class ServerUses extends Uses {

  private static final long serialVersionUID = 1;

  /** How judged rows of usage become such rows: all of them, as in {@link ProgramUses}. */
  static final Grouping GROUPING =
      new Grouping(Tables.CLIENT_SERVER, ProgramUses::parties, ServerUses::key, ServerUses::new, 0);

  private final LatestProof proof = new LatestProof();

  private ServerUses(GroupKey key) {
    super(key);
  }

  private static GroupKey key(InternalRow row, int group) {
    Party party = Party.of(row, group);
    PartyTls tls = PartyTls.of(row, group);
    return GroupKey.of(
        party.role(),
        Uses.text(row, UsageRow.DIRECTION),
        Uses.text(row, UsageRow.PROTOCOL),
        party.key(),
        Uses.text(row, UsageRow.ONE_SERVER),
        tls.version(),
        tls.outcome(),
        tls.hop());
  }

  @Override
  void add(InternalRow row, int group) {
    count(row);
    proof.add(row);
  }

  @Override
  void add(Uses other) {
    super.add(other);
    proof.add(((ServerUses) other).proof);
  }

  @Override
  void fill(TableRow row) {
    row.set("role", key().part(0))
        .set("direction", key().part(1))
        .set("protocol", key().part(2))
        .set("party", key().part(3))
        .set("server", key().part(4))
        .set("tls_version", key().part(5))
        .set("tls_outcome", key().part(6))
        .set("tls_hop", key().part(7));
    proof.fill(row, "", true);
  }
}
