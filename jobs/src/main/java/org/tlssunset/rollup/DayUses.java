package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.tlssunset.warehouse.TableRow;

/**
 * {@code tls_observations} counted per day and party: a row of {@code client_protocol_daily}. Of a
 * connection that negotiated several times, the oldest version counts.
 */
final class DayUses extends Uses {

  private static final long serialVersionUID = 1;

  private final GroupKey key;
  private final LatestText proof = new LatestText();

  DayUses(GroupKey key) {
    this.key = key;
  }

  @Override
  void add(InternalRow row, int group) {
    long last = row.getLong(DayRow.ENDED_AT);
    count(1, row.getLong(DayRow.REQUESTS), row.getLong(DayRow.STARTED_AT), last);
    DayRow.Party party = DayRow.party(row, group);
    name(last, party.address(), party.client(false), party.name());
    userNames.add(last, party.user());
    userAgents.add(last, party.isItself() ? text(row, DayRow.USER_AGENT) : null);
    servers.add(last, text(row, DayRow.SERVER));
    proxies.add(last, text(row, DayRow.PROXY));
    proof.add(last, text(row, DayRow.SOURCE_FILE), row.getLong(DayRow.SOURCE_LINE));
  }

  @Override
  GroupKey key() {
    return key;
  }

  @Override
  void add(Uses other) {
    addShared(other);
    proof.add(((DayUses) other).proof);
  }

  @Override
  void fill(TableRow row) {
    row.set("observed_on", key.part(0))
        .set("direction", key.part(1))
        .set("protocol", key.part(2))
        .set("role", key.part(3))
        .set("tls_version", key.part(5))
        .set("tls_outcome", key.part(6))
        .set("tls_hop", key.part(7))
        .set("proof_file", proof.text())
        .set("proof_line", proof.number());
  }
}
