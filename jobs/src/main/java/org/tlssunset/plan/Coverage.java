package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/** How much of the traffic of a window tells its TLS, from {@code coverage_daily}. */
public final class Coverage {

  private static final List<String> COLUMNS =
      List.of(
          "observed_on",
          "server",
          "direction",
          "protocol",
          "requests",
          "requests_told",
          "requests_behind_proxy",
          "requests_not_logged");

  private final SortedMap<Summary.Part, Share> shares = new TreeMap<>();
  private final SortedMap<String, TreeSet<LocalDate>> daysOfServers = new TreeMap<>();
  private final LocalDate first;
  private final LocalDate last;

  /** Of some traffic, in requests. */
  public static final class Share {

    private long requests;
    private long told;
    private long behindProxy;
    private long notLogged;

    private void add(Row row) {
      requests += row.getLong(4);
      told += row.getLong(5);
      behindProxy += row.getLong(6);
      notLogged += row.getLong(7);
    }

    public long requests() {
      return requests;
    }

    public long behindProxy() {
      return behindProxy;
    }

    public long notLogged() {
      return notLogged;
    }

    /** The client's own TLS, from 0 to 1; 0 if there is no traffic. */
    public double told() {
      return requests == 0 ? 0 : (double) told / requests;
    }

    /** The TLS that our servers saw, be it a client's or a proxy's; 0 if there is no traffic. */
    public double toldAtServers() {
      return requests == 0 ? 0 : (double) (told + behindProxy) / requests;
    }
  }

  private Coverage(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /**
   * That of a window.
   *
   * @param asOf its last day
   * @param days how many it has
   */
  static Coverage of(Warehouse warehouse, LocalDate asOf, int days) {
    Coverage coverage = new Coverage(asOf.minusDays(days - 1L), asOf);
    warehouse.rows(Tables.COVERAGE_DAILY, COLUMNS, coverage::add);
    return coverage;
  }

  private void add(Row row) {
    LocalDate day = row.getAs(0);
    if (day.isBefore(first) || day.isAfter(last)) {
      return;
    }
    String server = row.getString(1);
    String direction = row.getString(2);
    share("direction", direction, "").add(row);
    share("protocol", direction, row.getString(3)).add(row);
    if (server != null) {
      share("server", direction, server).add(row);
      daysOfServers.computeIfAbsent(server, any -> new TreeSet<>()).add(day);
    }
  }

  private Share share(String kind, String direction, String name) {
    return shares.computeIfAbsent(new Summary.Part(kind, direction, name), any -> new Share());
  }

  /** That of a part, of a version that of its direction; null if it had no traffic. */
  @Nullable Share of(Summary.Part part) {
    return shares.get(
        part.kind().equals("version") ? new Summary.Part("direction", part.direction(), "") : part);
  }

  /** By part. */
  public SortedMap<Summary.Part, Share> shares() {
    return shares;
  }

  /** Servers that have traffic on some of the window's days and none on others, with how many. */
  public SortedMap<String, Integer> daysWithout() {
    SortedMap<String, Integer> without = new TreeMap<>();
    TreeSet<LocalDate> all = new TreeSet<>();
    daysOfServers.values().forEach(all::addAll);
    daysOfServers.forEach(
        (server, days) -> {
          if (days.size() < all.size()) {
            without.put(server, all.size() - days.size());
          }
        });
    return without;
  }

  /** Protocols of a direction that have traffic whose log cannot tell its TLS. */
  public List<Summary.Part> unlogged() {
    List<Summary.Part> unlogged = new ArrayList<>();
    shares.forEach(
        (part, share) -> {
          if (!part.kind().equals("direction") && share.notLogged > 0) {
            unlogged.add(part);
          }
        });
    return unlogged;
  }
}
