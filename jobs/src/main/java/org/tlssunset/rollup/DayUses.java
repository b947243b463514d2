package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.TableRow;

/** A row of {@code client_protocol_daily}. */
final class DayUses extends PartyUses {

  private static final long serialVersionUID = 1;

  private final LatestProof proof = new LatestProof();

  DayUses(GroupKey key) {
    super(key);
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
