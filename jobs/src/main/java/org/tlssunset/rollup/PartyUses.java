package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** What both rollups per address tell of a client beside its counts. */
abstract class PartyUses extends Uses {

  private static final long serialVersionUID = 1;

  private static final int CLIENT = 0;
  private static final int CLIENT_NAME = 1;

  private @Nullable UTF8String clientIp;
  private final LatestTexts latest = new LatestTexts(2);
  private final RecentValues userNames = new RecentValues(true);
  private final RecentValues userAgents = new RecentValues(false);
  private final RecentValues servers = new RecentValues(false);
  private final RecentValues proxies = new RecentValues(false);

  PartyUses(GroupKey key) {
    super(key);
  }

  @Override
  void add(InternalRow row, int group) {
    long last = row.getLong(UsageRow.LAST_SEEN);
    count(row);
    Party party = Party.of(row, group);
    takeAddress(party.address());
    latest.add(CLIENT, last, party.client(false));
    latest.add(CLIENT_NAME, last, party.name());
    userNames.add(last, party.user());
    userAgents.add(last, party.isItself() ? text(row, UsageRow.USER_AGENT) : null);
    servers.add(last, text(row, UsageRow.ONE_SERVER));
    proxies.add(last, text(row, UsageRow.PROXY));
  }

  private void takeAddress(@Nullable UTF8String address) {
    if (address != null && (clientIp == null || address.compareTo(clientIp) > 0)) {
      clientIp = address.copy();
    }
  }

  @Override
  void add(Uses other) {
    super.add(other);
    PartyUses uses = (PartyUses) other;
    takeAddress(uses.clientIp);
    latest.add(uses.latest);
    userNames.add(uses.userNames);
    userAgents.add(uses.userAgents);
    servers.add(uses.servers);
    proxies.add(uses.proxies);
  }

  @Override
  void fill(TableRow row) {
    row.set("client_ip", clientIp)
        .set("client_name", latest.text(CLIENT_NAME))
        .set("user_names", userNames.values())
        .set("user_agents", userAgents.values())
        .set("servers", servers.values())
        .set("proxies", proxies.values())
        .set(Tables.CLIENT, latest.text(CLIENT));
  }
}
