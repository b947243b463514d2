package org.tlssunset.party.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.HostName;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.LearnedName;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** The table {@code host_names}: what the organisation's own files say of addresses. */
public final class NamedHosts {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-host-names";

  /** So few are written without a Spark job. */
  private static final int ROWS_OF_A_FILE = 50_000;

  private static final List<String> HOST = List.of("address", "valid_from", "valid_until", "name");

  private static final Comparator<LearnedName> BY_FILE_AND_LINE =
      Comparator.comparing(LearnedName::file).thenComparingLong(LearnedName::line);

  private NamedHosts() {}

  /** Whether it has no rows; nothing of it is read to know. */
  public static boolean isEmpty(Warehouse warehouse) {
    return warehouse.size(Tables.HOST_NAMES).files() == 0;
  }

  /** What the table says. */
  public static HostNames of(Warehouse warehouse) {
    if (isEmpty(warehouse)) {
      return HostNames.NONE;
    }
    List<HostName> names = new ArrayList<>();
    warehouse.rows(Tables.HOST_NAMES, HOST, row -> names.add(host(row)));
    return new HostNames(names);
  }

  /**
   * Brings the table up to date.
   *
   * @param now what the files say that could be read
   * @param isKept of a file that could not: its rows stay
   * @return whether anything was new
   */
  public static boolean learn(
      Warehouse warehouse, List<LearnedName> now, Predicate<String> isKept) {
    Set<LearnedName> missing = new HashSet<>(now);
    List<LearnedName> all = new ArrayList<>(now);
    boolean[] hasOthers = {false};
    Map<String, String> files = new HashMap<>();
    warehouse.rows(
        Tables.HOST_NAMES,
        Tables.HOST_NAMES.columnNames(),
        row -> {
          String path = files.computeIfAbsent(row.getAs("learned_from"), file -> file);
          LearnedName old = new LearnedName(host(row), path, row.<Long>getAs("learned_line"));
          if (isKept.test(path)) {
            all.add(old);
          } else if (!missing.remove(old)) {
            hasOthers[0] = true;
          }
        });
    if (missing.isEmpty() && !hasOthers[0]) {
      return false;
    }
    all.sort(BY_FILE_AND_LINE);
    Transaction commit = warehouse.begin(Tables.HOST_NAMES, MARK, System.currentTimeMillis());
    commit.removeAll();
    for (int from = 0; from < all.size(); from += ROWS_OF_A_FILE) {
      commit.add(stored(all.subList(from, Math.min(all.size(), from + ROWS_OF_A_FILE))));
    }
    commit.commitAlways();
    return true;
  }

  private static List<InternalRow> stored(List<LearnedName> names) {
    TableRow row = new TableRow(Tables.HOST_NAMES);
    Map<String, UTF8String> files = new HashMap<>();
    List<InternalRow> rows = new ArrayList<>(names.size());
    for (LearnedName learned : names) {
      HostName host = learned.host();
      rows.add(
          row.set("address", UTF8String.fromString(host.address()))
              .set("valid_from", host.from() == HostName.EVER ? null : (Long) host.from())
              .set("valid_until", host.until() == HostName.NEVER ? null : (Long) host.until())
              .set("name", UTF8String.fromString(host.name()))
              .set("learned_from", files.computeIfAbsent(learned.file(), UTF8String::fromString))
              .set("learned_line", learned.line())
              .take());
    }
    return rows;
  }

  private static HostName host(Row row) {
    return new HostName(
        row.getAs("address"),
        micros(row.getAs("valid_from"), HostName.EVER),
        micros(row.getAs("valid_until"), HostName.NEVER),
        row.getAs("name"));
  }

  private static long micros(@Nullable Instant time, long unbounded) {
    return time == null ? unbounded : ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
