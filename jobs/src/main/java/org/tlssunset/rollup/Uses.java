package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/** What both rollups tell of a group of rows; times are in microseconds since 1970. */
abstract class Uses implements Serializable {

  private static final long serialVersionUID = 1;

  private long observations;
  private long requests;
  private long firstSeen = Long.MAX_VALUE;
  private long lastSeen = Long.MIN_VALUE;
  private @Nullable UTF8String clientIp;
  private final LatestText client = new LatestText();
  private final LatestText clientName = new LatestText();
  final RecentValues userNames = new RecentValues(true);
  final RecentValues userAgents = new RecentValues(false);
  final RecentValues servers = new RecentValues(false);
  final RecentValues proxies = new RecentValues(false);

  /**
   * Takes a judged row, whose texts are valid only until the next.
   *
   * @param group which of the row's groups this is, from 0
   */
  abstract void add(InternalRow row, int group);

  /** What the group's rows have in common. */
  abstract GroupKey key();

  /** Takes what was found elsewhere of the same group. */
  abstract void add(Uses other);

  /** Fills the columns that the group was made by, and those of its own. */
  abstract void fill(TableRow row);

  final void count(long rows, long events, long first, long last) {
    observations = Math.addExact(observations, rows);
    requests = Math.addExact(requests, events);
    firstSeen = Math.min(firstSeen, first);
    lastSeen = Math.max(lastSeen, last);
  }

  final void name(
      long last,
      @Nullable UTF8String address,
      @Nullable UTF8String key,
      @Nullable UTF8String name) {
    if (address != null && (clientIp == null || address.compareTo(clientIp) > 0)) {
      clientIp = address.copy();
    }
    client.add(last, key, 0);
    clientName.add(last, name, 0);
  }

  final void addShared(Uses other) {
    count(other.observations, other.requests, other.firstSeen, other.lastSeen);
    if (other.clientIp != null && (clientIp == null || other.clientIp.compareTo(clientIp) > 0)) {
      clientIp = other.clientIp;
    }
    client.add(other.client);
    clientName.add(other.clientName);
    userNames.add(other.userNames);
    userAgents.add(other.userAgents);
    servers.add(other.servers);
    proxies.add(other.proxies);
  }

  final long observations() {
    return observations;
  }

  final long requests() {
    return requests;
  }

  /** A row's text, valid only until the next row; null if it has none. */
  static @Nullable UTF8String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column);
  }

  /** The group as a row of its table. */
  final InternalRow row(TableRow row) {
    fill(
        row.set("client_ip", clientIp)
            .set("client_name", clientName.text())
            .set("user_names", userNames.values())
            .set("user_agents", userAgents.values())
            .set("servers", servers.values())
            .set("proxies", proxies.values())
            .set("first_seen", firstSeen)
            .set("last_seen", lastSeen)
            .set("observations", observations)
            .set("requests", requests)
            .set(Tables.CLIENT, client.text()));
    return row.take();
  }
}
