package org.tlssunset.rollup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlssunset.program.Program;
import org.tlssunset.program.Programs;
import org.tlssunset.rollup.SelfNames.SelfName;
import org.tlssunset.schema.ClientKind;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.NamedBy;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * The table {@code programs}. A name is looked up once, when it is first seen; all are looked up
 * again where the rules have changed since.
 */
final class KnownPrograms {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-programs";

  /** What the table's log says of the rules that its rows were made by. */
  private static final String RULES = "tlsSunset.programs";

  /** Marks the commits of days with that of the table which they rely on. */
  private static final String SEEN = MARK + "/seen";

  private static final List<String> COLUMNS = List.of("agent", "named_by");

  private KnownPrograms() {}

  /**
   * Adds the names that are new. A run that is killed after this adds none of them twice.
   *
   * @param days the commit of the days that the names were seen on, which comes after this and says
   *     what it saw of the table
   */
  static void add(Warehouse warehouse, Collection<SelfName> seen, Transaction days) {
    add(warehouse, seen);
    days.mark(SEEN, held(warehouse));
  }

  /**
   * Whether the table is behind the days: after a power cut, its last commit may be lost, and the
   * days that were counted with it are not counted again.
   */
  static boolean isBehind(Warehouse warehouse) {
    return seen(warehouse) > held(warehouse);
  }

  /** Adds the names of all days, so that the table is no longer behind them. */
  static void restore(Warehouse warehouse, Collection<SelfName> names) {
    add(warehouse, names);
    warehouse
        .begin(Tables.PROGRAMS, MARK, Math.max(seen(warehouse), System.currentTimeMillis()))
        .commitAlways();
  }

  private static long seen(Warehouse warehouse) {
    return warehouse.lastTransaction(Tables.CLIENT_PROTOCOL_DAILY, SEEN).orElse(0);
  }

  private static long held(Warehouse warehouse) {
    return warehouse.lastTransaction(Tables.PROGRAMS, MARK).orElse(0);
  }

  private static void add(Warehouse warehouse, Collection<SelfName> seen) {
    Set<SelfName> known = new HashSet<>();
    warehouse.rows(Tables.PROGRAMS, COLUMNS, row -> known.add(name(row)));
    Set<SelfName> all = new HashSet<>(seen);
    boolean isByOtherRules =
        !known.isEmpty() && !warehouse.domain(Tables.PROGRAMS, RULES).orElse("").equals(rules());
    if (isByOtherRules) {
      all.addAll(known);
    } else {
      all.removeAll(known);
    }
    TableRow row = new TableRow(Tables.PROGRAMS);
    List<InternalRow> rows = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing(SelfName::by).thenComparing(SelfName::text))
        .forEach(
            name -> {
              Program program = program(name);
              if (name.by() == NamedBy.USER_AGENT || isTold(program)) {
                rows.add(stored(name, program, row));
              }
            });
    if (rows.isEmpty() && !isByOtherRules) {
      return;
    }
    Transaction commit = warehouse.begin(Tables.PROGRAMS, MARK, System.currentTimeMillis());
    if (isByOtherRules) {
      commit.removeAll();
    }
    commit.domain(RULES, rules());
    commit.add(rows);
    commit.commitAlways();
  }

  private static String rules() {
    return "{\"rules\":\"%s\"}".formatted(Programs.version());
  }

  private static SelfName name(Row row) {
    NamedBy by = Labelled.find(NamedBy.values(), row.getString(1));
    return new SelfName(row.getString(0), by == null ? NamedBy.USER_AGENT : by);
  }

  private static Program program(SelfName name) {
    return switch (name.by()) {
      case USER_AGENT -> Programs.known().ofAgent(name.text());
      case EHLO -> Programs.known().ofSmtp(name.text(), Direction.INBOUND);
      case GREETING -> Programs.known().ofSmtp(name.text(), Direction.OUTBOUND);
    };
  }

  /** Whether a host's name tells more than that it is one. */
  private static boolean isTold(Program program) {
    return program.product() != null
        || (program.kind() != ClientKind.UNKNOWN && program.kind() != ClientKind.SERVER);
  }

  private static InternalRow stored(SelfName name, Program program, TableRow row) {
    return row.set("agent", UTF8String.fromString(name.text()))
        .set("named_by", UTF8String.fromString(name.by().label()))
        .set("kind", UTF8String.fromString(program.kind().label()))
        .set("product", UTF8String.fromString(program.product()))
        .set("major_version", UTF8String.fromString(program.majorVersion()))
        .set("os_family", UTF8String.fromString(program.osFamily()))
        .take();
  }
}
