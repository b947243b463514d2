package org.tlssunset.outreach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.tlssunset.outreach.LegacyClient.Channel;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * A listed proxy that used an old version lately: without that version, it takes all along that
 * come through it.
 *
 * @param uses by protocol and address, the most recent first; at least one
 * @param clients how many of those seen lately have come through it, by protocol: of the protocols
 *     of its uses, and in their direction; none where the logs tell of nobody behind it
 */
public record LegacyProxy(String name, List<LegacyClient> uses, SortedMap<String, Long> clients) {

  private static final List<String> COLUMNS =
      List.of(
          "direction",
          "protocol",
          KnownClients.ROLE,
          Tables.CLIENT,
          KnownClients.PROXIES,
          "last_seen");

  /** A proxy as one side of it. */
  private record Side(String direction, String name) {}

  /** What is counted. */
  private record Passage(Channel channel, String proxy) {}

  /** Whether it calls our servers; else they call it. */
  public boolean isCalling() {
    return uses.get(0).channel().direction().equals(Direction.INBOUND.label());
  }

  /**
   * Returns them, the most recent use first. Where there are any, the clients behind them are
   * counted: the table is read once more.
   *
   * @param uses of proxies, lately, the most recent first
   * @param begin the first moment that is lately
   */
  static List<LegacyProxy> of(Warehouse warehouse, List<LegacyClient> uses, Instant begin) {
    if (uses.isEmpty()) {
      return List.of();
    }
    Map<Passage, Long> behind = behind(warehouse.rows(Tables.CLIENT_PROTOCOL, COLUMNS), begin);
    Map<Side, List<LegacyClient>> sides = new LinkedHashMap<>();
    for (LegacyClient use : uses) {
      sides
          .computeIfAbsent(
              new Side(use.channel().direction(), name(use)), side -> new ArrayList<>())
          .add(use);
    }
    List<LegacyProxy> proxies = new ArrayList<>();
    sides.forEach(
        (side, its) -> {
          SortedMap<String, Long> clients = new TreeMap<>();
          for (LegacyClient use : its) {
            Long count = behind.get(new Passage(use.channel(), side.name));
            if (count != null) {
              clients.put(use.channel().protocol(), count);
            }
          }
          proxies.add(new LegacyProxy(side.name, List.copyOf(its), clients));
        });
    return proxies;
  }

  /** The name that it is listed with. */
  private static String name(LegacyClient use) {
    List<String> names = use.party().proxies();
    return names.isEmpty() ? String.valueOf(use.party().client()) : names.get(0);
  }

  private static Map<Passage, Long> behind(Iterator<Row> rows, Instant begin) {
    Map<Passage, Long> behind = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.<Instant>getAs("last_seen").isBefore(begin)
          || !KnownClients.role(row).equals(Role.CLIENT.label())
          || row.getAs(Tables.CLIENT) == null) {
        continue;
      }
      for (String proxy : KnownClients.proxies(row)) {
        behind.merge(new Passage(Channel.of(row), proxy), 1L, Long::sum);
      }
    }
    return behind;
  }
}
