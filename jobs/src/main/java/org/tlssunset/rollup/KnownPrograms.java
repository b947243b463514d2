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

  static final SideTable TABLE = new SideTable(Tables.PROGRAMS, "tls-sunset-programs");

  /** What the table's log says of the rules that its rows were made by. */
  private static final String RULES = "tlsSunset.programs";

  private static final List<String> COLUMNS = List.of("agent", "named_by");

  private KnownPrograms() {}

  /** Adds the names that are new. A run that is killed after this adds none of them twice. */
  static void add(Warehouse warehouse, Collection<SelfName> seen) {
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
    Transaction commit = TABLE.begin(warehouse);
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
