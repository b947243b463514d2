package org.tlssunset.rollup;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.days.DerivedDays.Adoption;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Source;
import org.tlssunset.schema.Sql;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * Days of {@code client_protocol_daily} whose observations are gone, from a version of the program
 * that knew no usage: all that is left of them. Each of its rows becomes one of usage, with the
 * role that it had; where it lists several users or programs, nobody knows whose the requests were,
 * and the names follow in rows that count nothing.
 */
final class OlderDays {

  /** Tables hold times in milliseconds, Spark in microseconds. */
  private static final long MILLISECOND = 1_000;

  private OlderDays() {}

  /** Adds them to a commit of {@code usage_daily}. */
  static Adoption adopt(Warehouse warehouse, Transaction commit, LocalDate first) {
    List<Row> older =
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where("observed_on < " + Sql.day(first))
            .withColumn("counted_as", expr("coalesce(role, '%s')".formatted(Role.CLIENT.label())))
            .withColumn(Tables.CLIENT, expr("coalesce(client, client_ip)"))
            .collectAsList();
    if (older.isEmpty()) {
      return Adoption.NOTHING;
    }
    TableRow row = new TableRow(Tables.USAGE_DAILY);
    List<InternalRow> rows = new ArrayList<>();
    Set<TlsKind> kinds = new LinkedHashSet<>();
    Set<LocalDate> days = new LinkedHashSet<>();
    for (Row day : older) {
      TlsKind kind = kind(day);
      kinds.add(kind);
      days.add(day.getAs("observed_on"));
      List<String> users = list(day, "user_names");
      List<String> agents = list(day, "user_agents");
      List<String> servers = list(day, "servers");
      boolean isOne = users.size() <= 1 && agents.size() <= 1;
      add(
          rows,
          row,
          day,
          kind,
          new Names(one(users, isOne), one(agents, isOne), at(servers, 0)),
          0);
      int most = Math.max(servers.size(), isOne ? 0 : Math.max(users.size(), agents.size()));
      for (int i = isOne ? 1 : 0; i < most; i++) {
        Names others = new Names(at(users, i), at(agents, i), at(servers, i));
        add(rows, row, day, kind, others, i + 1);
      }
    }
    KnownKinds.add(warehouse, kinds);
    KnownKinds.TABLE.seen(warehouse, commit);
    commit.add(rows);
    return new Adoption("", days);
  }

  private record Names(@Nullable String user, @Nullable String agent, @Nullable String server) {}

  /**
   * @param place 0 for the row that counts; others are told a little earlier, for lists begin with
   *     the most recent
   */
  private static void add(
      List<InternalRow> rows, TableRow row, Row day, TlsKind kind, Names names, int place) {
    String direction = day.getAs("direction");
    String protocol = day.getAs("protocol");
    long first = micros(day, "first_seen");
    row.set("observed_on", (int) day.<LocalDate>getAs("observed_on").toEpochDay())
        .set("source", text(source(direction, protocol)))
        .set("direction", text(direction))
        .set("protocol", text(protocol))
        .set("server", text(names.server()))
        .set("client_ip", text(day.getAs("client_ip")))
        .set("client_name", text(day.getAs("client_name")))
        .set("user_name", text(names.user()))
        .set("user_agent", text(names.agent()))
        .set(
            "program",
            UsedProgram.name(
                text(names.agent()),
                text(day.getAs("client_name")),
                text(direction),
                text(protocol)))
        .set("is_probe", false)
        .set("tls_kind", kind.number())
        .set(Tables.CLIENT, text(day.getAs(Tables.CLIENT)))
        .set("counted_as", text(day.getAs("counted_as")))
        .set("observations", place > 0 ? 0L : day.<Long>getAs("observations"))
        .set("requests", place > 0 ? 0L : day.<Long>getAs("requests"))
        .set("first_seen", first)
        .set("last_seen", Math.max(first, micros(day, "last_seen") - place * MILLISECOND))
        .set("proof_file", text(day.getAs("proof_file")))
        .set("proof_line", day.<Long>getAs("proof_line"));
    rows.add(row.take());
  }

  /** The log is not told; it decides nothing any more. */
  private static String source(String direction, String protocol) {
    if (!protocol.equals(Protocol.SMTP.label())) {
      return Source.IIS.label();
    }
    return direction.equals(Direction.INBOUND.label())
        ? Source.SMTP_RECEIVE.label()
        : Source.SMTP_SEND.label();
  }

  private static TlsKind kind(Row day) {
    @Nullable Object[] facts = new @Nullable Object[TlsKind.COLUMNS.size()];
    facts[TlsKind.COLUMNS.indexOf("tls_outcome")] = text(day.getAs("tls_outcome"));
    facts[TlsKind.COLUMNS.indexOf("tls_hop")] = text(day.getAs("tls_hop"));
    facts[TlsKind.COLUMNS.indexOf("tls_version")] = text(day.getAs("tls_version"));
    return new TlsKind(GroupKey.of(facts));
  }

  private static List<String> list(Row day, String column) {
    List<String> values =
        day.isNullAt(day.fieldIndex(column)) ? null : day.getList(day.fieldIndex(column));
    return values == null ? List.of() : values;
  }

  private static @Nullable String one(List<String> values, boolean isOne) {
    return isOne ? at(values, 0) : null;
  }

  private static @Nullable String at(List<String> values, int place) {
    return place < values.size() ? values.get(place) : null;
  }

  private static long micros(Row day, String column) {
    return DateTimeUtils.instantToMicros(day.getAs(column));
  }

  private static @Nullable UTF8String text(@Nullable String text) {
    return UTF8String.fromString(text);
  }
}
