package org.tlssunset.servers.tables;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.servers.ServerSettings;
import org.tlssunset.servers.SettingRow;
import org.tlssunset.servers.registry.Export;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** The table {@code server_tls_settings}. */
public final class SettingsHistory {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-server-settings";

  private static final List<String> COLUMNS = Tables.SERVER_TLS_SETTINGS.columnNames();

  private SettingsHistory() {}

  /**
   * A row of the table.
   *
   * @param values in the order of the columns; days as they are, all else as text
   */
  private record Stored(List<@Nullable Object> values) {

    private static final Comparator<Stored> ORDER =
        Comparator.comparing(
            (Stored row) -> row.values.stream().map(String::valueOf).toList().toString());

    static Stored of(Row row) {
      @Nullable Object[] values = new @Nullable Object[COLUMNS.size()];
      Arrays.setAll(values, row::get);
      return new Stored(Arrays.asList(values));
    }

    /** Whose it is, and of which day. */
    String key() {
      return values.get(0) + " " + values.get(1);
    }

    InternalRow row(TableRow row) {
      for (int i = 0; i < values.size(); i++) {
        row.set(i, TableRow.inside(values.get(i)));
      }
      return row.take();
    }
  }

  /** Whether it has no rows; nothing of it is read to know. */
  public static boolean isEmpty(Warehouse warehouse) {
    return warehouse.size(Tables.SERVER_TLS_SETTINGS).files() == 0;
  }

  /**
   * Brings the table up to date: the rows of a server and day that exports tell of take the place
   * of those that are there, and all others stay.
   *
   * @return whether anything was new
   */
  public static boolean learn(Warehouse warehouse, List<ServerSettings> servers) {
    List<Stored> now = servers.stream().flatMap(server -> rows(server).stream()).toList();
    Set<String> told = now.stream().map(Stored::key).collect(Collectors.toSet());
    Set<Stored> before = new HashSet<>();
    warehouse.rows(Tables.SERVER_TLS_SETTINGS, COLUMNS, row -> before.add(Stored.of(row)));
    Set<Stored> all = new TreeSet<>(Stored.ORDER);
    all.addAll(now);
    before.stream().filter(row -> !told.contains(row.key())).forEach(all::add);
    if (all.equals(before)) {
      return false;
    }
    Transaction commit =
        warehouse.begin(Tables.SERVER_TLS_SETTINGS, MARK, System.currentTimeMillis());
    commit.removeAll();
    TableRow row = new TableRow(Tables.SERVER_TLS_SETTINGS);
    commit.add(all.stream().map(each -> each.row(row)).toList());
    commit.commitAlways();
    return true;
  }

  /** Of each day of an export: what it and those before it tell. */
  private static List<Stored> rows(ServerSettings server) {
    List<Stored> rows = new ArrayList<>();
    TreeSet<LocalDate> days =
        server.exports().stream().map(Export::day).collect(Collectors.toCollection(TreeSet::new));
    for (LocalDate day : days) {
      ServerSettings then = server.until(day);
      for (SettingRow row : SettingRow.of(then)) {
        rows.add(
            new Stored(
                Arrays.asList(
                    then.server(),
                    day,
                    then.windows() == null ? null : then.windows().label(),
                    then.exchange() == null ? null : then.exchange().label(),
                    row.area(),
                    row.name(),
                    row.side().isEmpty() ? null : row.side(),
                    row.value(),
                    row.state().isEmpty() ? null : row.state(),
                    then.exports().get(0).file())));
      }
    }
    return rows;
  }
}
