package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.tlssunset.party.Retired;
import org.tlssunset.schema.Family;
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
          "requests_not_logged",
          "endpoints");

  /** What stands for a server without a name. */
  static final String NAMELESS = "";

  private final SortedMap<Cell, Share> cells = new TreeMap<>();
  private final LoggedDays logged;
  private final LocalDate first;
  private final LocalDate last;

  /**
   * A protocol at a server.
   *
   * @param server no text if its name is not known
   */
  public record Cell(String direction, String server, String protocol)
      implements Comparable<Cell>, Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::direction)
            .thenComparing(Cell::server)
            .thenComparing(Cell::protocol);

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

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

    private void add(Share other) {
      requests += other.requests;
      told += other.told;
      behindProxy += other.behindProxy;
      notLogged += other.notLogged;
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

  private Coverage(LocalDate first, LocalDate last, Retired retired) {
    this.first = first;
    this.last = last;
    logged = new LoggedDays(first, last, retired);
  }

  /**
   * That of a window.
   *
   * @param asOf its last day
   * @param days how many it has
   */
  static Coverage of(Warehouse warehouse, LocalDate asOf, int days, Retired retired) {
    Coverage coverage = new Coverage(asOf.minusDays(days - 1L), asOf, retired);
    warehouse.rows(Tables.COVERAGE_DAILY, COLUMNS, coverage::add);
    return coverage;
  }

  private void add(Row row) {
    LocalDate day = row.getAs(0);
    String server = row.isNullAt(1) ? NAMELESS : row.getString(1);
    String family = Family.ofProtocol(row.getString(3)).label();
    logged.add(new LoggedDays.Feed(server, row.getString(2), family), row.getList(8), day);
    if (!day.isBefore(first) && !day.isAfter(last)) {
      cells
          .computeIfAbsent(new Cell(row.getString(2), server, row.getString(3)), any -> new Share())
          .add(row);
    }
  }

  /** A server's name as people read it. */
  public static String named(String server) {
    return server.equals(NAMELESS) ? "a server without a name" : server;
  }

  /** By protocol and server. */
  public SortedMap<Cell, Share> cells() {
    return cells;
  }

  /** That of all cells that are asked for. */
  public Share of(Predicate<Cell> asked) {
    Share all = new Share();
    cells.forEach(
        (cell, share) -> {
          if (asked.test(cell)) {
            all.add(share);
          }
        });
    return all;
  }

  /** On which days which logs tell of traffic. */
  public LoggedDays logged() {
    return logged;
  }

  /** The cells that have traffic whose log cannot tell its TLS. */
  public List<Cell> unlogged() {
    List<Cell> unlogged = new ArrayList<>();
    cells.forEach(
        (cell, share) -> {
          if (share.notLogged > 0) {
            unlogged.add(cell);
          }
        });
    return unlogged;
  }
}
