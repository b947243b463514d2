package org.tlssunset.servers.seen;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.tlssunset.party.Retired;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * What logs show of servers.
 *
 * @param versions what each of their ends negotiated, in order
 * @param traffic the servers that logged any traffic, each with its directions and the last day of
 *     each
 * @param last the last day of which there is any; the first of all times if there is none
 */
public record SeenServers(
    List<SeenVersion> versions,
    TreeMap<String, TreeMap<String, LocalDate>> traffic,
    LocalDate last) {

  private static final List<String> VERSION =
      List.of(
          "server",
          "proxy",
          "direction",
          "family",
          "tls_version",
          "observed_on",
          "proof_file",
          "proof_line");

  private static final Comparator<List<String>> ORDER =
      Comparator.comparing(key -> String.join("\0", key));

  /** Asks {@code server_capability} and {@code coverage_daily}; ends without a name are none. */
  public static SeenServers of(Warehouse warehouse) {
    TreeMap<List<String>, SeenVersion> versions = new TreeMap<>(ORDER);
    warehouse.rows(
        Tables.SERVER_CAPABILITY,
        VERSION,
        row -> {
          if (row.isNullAt(0) && row.isNullAt(1)) {
            return;
          }
          SeenVersion seen =
              new SeenVersion(
                  row.isNullAt(0) ? "" : row.getString(0),
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getAs(5),
                  row.getAs(5),
                  row.getString(6),
                  row.getLong(7));
          versions.merge(
              Arrays.asList(
                  seen.server(),
                  seen.proxy() == null ? "" : seen.proxy(),
                  seen.direction(),
                  seen.family(),
                  seen.version()),
              seen,
              SeenVersion::with);
        });
    TreeMap<String, TreeMap<String, LocalDate>> traffic =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    LocalDate[] last = {LocalDate.EPOCH};
    warehouse.rows(
        Tables.COVERAGE_DAILY,
        List.of("server", "direction", "observed_on"),
        row -> {
          LocalDate day = row.getAs(2);
          last[0] = day.isAfter(last[0]) ? day : last[0];
          if (!row.isNullAt(0)) {
            traffic
                .computeIfAbsent(row.getString(0), any -> new TreeMap<>())
                .merge(row.getString(1), day, (one, other) -> one.isAfter(other) ? one : other);
          }
        });
    return new SeenServers(new ArrayList<>(versions.values()), traffic, last[0]);
  }

  /** The same without the traffic of some servers, of which nothing is to be expected. */
  public SeenServers without(Retired retired) {
    TreeMap<String, TreeMap<String, LocalDate>> others = new TreeMap<>(traffic);
    others.keySet().removeIf(retired::isServer);
    return new SeenServers(versions, others, last);
  }
}
