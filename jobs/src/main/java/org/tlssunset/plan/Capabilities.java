package org.tlssunset.plan;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.EndUse;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.warehouse.Warehouse;

/**
 * The first day on which each TLS end showed each version, from {@code server_capability} or as it
 * is configured. An end that has shown a version is taken to be able to do it from the next day on:
 * so its last use decides whether a party's old use is proven, and a version that an end has lost
 * calls nobody modern.
 */
final class Capabilities implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<Listener, HashMap<String, Integer>> firstDays = new HashMap<>();

  /** What serves a family of protocols in a direction. */
  private record Listener(String end, boolean isProxy, String direction, String family)
      implements Serializable {

    private static final long serialVersionUID = 1;

    /** Of an end by its name, in any case. */
    static Listener of(String end, boolean isProxy, String direction, String family) {
      return new Listener(end.toLowerCase(Locale.ROOT), isProxy, direction, family);
    }
  }

  /**
   * A version that an end had shown.
   *
   * @param day the first, since 1970
   */
  record Shown(String version, int day) {}

  /**
   * What was shown up to a day.
   *
   * @param known counts from its day on, not from the next
   */
  static Capabilities of(Warehouse warehouse, LocalDate asOf, List<Policy.KnownCapability> known) {
    Capabilities found = of(known);
    warehouse.rows(
        Tables.SERVER_CAPABILITY,
        List.of("observed_on", "server", "proxy", "direction", "family", "tls_version"),
        row -> found.add(row, (int) asOf.toEpochDay()));
    return found;
  }

  /** What is configured, whatever logs show. */
  static Capabilities of(List<Policy.KnownCapability> known) {
    Capabilities found = new Capabilities();
    for (Policy.KnownCapability each : known) {
      int eve = (int) each.from().toEpochDay() - 1;
      found.show(
          Listener.of(each.end(), false, each.direction(), each.family()), each.version(), eve);
      found.show(
          Listener.of(each.end(), true, each.direction(), each.family()), each.version(), eve);
    }
    return found;
  }

  private void add(Row row, int last) {
    int day = (int) row.<LocalDate>getAs(0).toEpochDay();
    String proxy = row.getString(2);
    String end = proxy == null ? row.getString(1) : proxy;
    if (day <= last && end != null) {
      show(
          Listener.of(end, proxy != null, row.getString(3), row.getString(4)),
          row.getString(5),
          day);
    }
  }

  private void show(Listener listener, String version, int day) {
    firstDays.computeIfAbsent(listener, any -> new HashMap<>()).merge(version, day, Math::min);
  }

  /**
   * Something better that an end had shown by the day of a use; null if nothing: then the use says
   * nothing of who made it. Of several, what it had shown first. Whether that version stays does
   * not matter: who has not taken it has nothing newer either.
   */
  @Nullable Shown better(EndUse use, String direction, String protocol) {
    String version = use.tls().version();
    boolean isProxys = use.end().proxy() != null;
    String end = isProxys ? use.end().proxy() : use.end().server();
    if (version == null || end == null) {
      return null;
    }
    Listener listener = Listener.of(end, isProxys, direction, Family.ofProtocol(protocol).label());
    Shown best = null;
    for (Map.Entry<String, Integer> shown :
        firstDays.getOrDefault(listener, new HashMap<>()).entrySet()) {
      boolean isBetter =
          TlsVersion.isOlder(version, shown.getKey())
              && shown.getValue() < Terms.day(use.seen().last());
      if (isBetter && (best == null || isBefore(shown, best))) {
        best = new Shown(shown.getKey(), shown.getValue());
      }
    }
    return best;
  }

  private static boolean isBefore(Map.Entry<String, Integer> one, Shown other) {
    int order = Integer.compare(one.getValue(), other.day);
    return order < 0 || (order == 0 && TlsVersion.isOlder(one.getKey(), other.version));
  }

  /** The families of a server that have shown versions, and none of them stays. */
  TreeSet<String> behind(String server, String direction, Predicate<String> isLeft) {
    TreeSet<String> behind = new TreeSet<>();
    firstDays.forEach(
        (listener, versions) -> {
          boolean isIt =
              !listener.isProxy
                  && listener.end.equalsIgnoreCase(server)
                  && listener.direction.equals(direction);
          if (isIt && versions.keySet().stream().noneMatch(isLeft)) {
            behind.add(listener.family);
          }
        });
    return behind;
  }
}
