package org.tlssunset.rollup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.NamedBy;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedValues;

/**
 * Rows of {@code tls_observations} as {@link UsageGrouping} takes them: with the number of their
 * kind of TLS, their program and their user as far as that is to be kept. What is the same in many
 * rows is worked out once in a task.
 */
final class ObservationFacts implements FactRows {

  private static final long serialVersionUID = 1;

  /** So many of a kind a task remembers. */
  private static final int REMEMBERED = 50_000;

  /** What {@link UsageUses#COLUMNS} is made of; each row is one. */
  private static final List<String> SUMS =
      List.of(
          "requests",
          "messages",
          "used",
          "started_at",
          "ended_at",
          "source_file",
          "source_line",
          "source_item");

  private static final List<String> KEY = observed(UsageGrouping.KEY);

  private static final List<String> KIND = observed(TlsKind.COLUMNS);

  private static final List<String> COLUMNS =
      Stream.of(SUMS, KEY, KIND).flatMap(List::stream).toList();

  private static final ScannedValues VALUES = new ScannedValues(Tables.TLS_OBSERVATIONS, COLUMNS);

  /** Where each of {@link #KEY} goes. */
  private static final int[] PLACES = KEY.stream().mapToInt(ObservationFacts::place).toArray();

  private static final int KINDS = SUMS.size() + KEY.size();
  private static final int FIELDS = UsageGrouping.FIRST + UsageGrouping.KEY.size();

  private static final int DAY = UsageGrouping.FIRST;
  private static final int DIRECTION = place("direction");
  private static final int PROTOCOL = place("protocol");
  private static final int SERVER_PORT = place("server_port");
  private static final int CLIENT_IP = place("client_ip");
  private static final int PEER_IP = place("peer_ip");
  private static final int CLIENT_NAME = place("client_name");
  private static final int USER_NAME = place("user_name");
  private static final int USER_AGENT = place("user_agent");
  private static final int PROGRAM = place("program");
  private static final int TLS_KIND = place("tls_kind");

  private final Identity identity;
  private final Sightings<TlsKind> kinds;
  private final Sightings<SelfName> names;
  private transient @Nullable Memory memory;

  /** What a task has worked out. */
  private static final class Memory {

    private final Map<GroupKey, Long> kinds = new HashMap<>();
    private final Map<GroupKey, Optional<UTF8String>> programs = new HashMap<>();
    private final Map<GroupKey, Optional<UTF8String>> users = new HashMap<>();

    private Long kind(InternalRow row, Sightings<TlsKind> seen) {
      @Nullable Object[] parts = new @Nullable Object[TlsKind.COLUMNS.size()];
      for (int i = 0; i < KIND.size(); i++) {
        parts[i] = VALUES.get(row, KINDS + i);
      }
      GroupKey facts = GroupKey.of(parts);
      Long number = kinds.get(facts);
      if (number == null) {
        TlsKind kind = new TlsKind(facts.copy());
        number = kind.number();
        remember(kinds, kind.facts(), number);
        seen.add(kind);
      }
      return number;
    }

    /** What the program is called; its names are told when they are first met. */
    private @Nullable UTF8String program(@Nullable Object[] values, Sightings<SelfName> names) {
      UTF8String direction = (UTF8String) values[DIRECTION];
      UTF8String protocol = (UTF8String) values[PROTOCOL];
      UTF8String agent = (UTF8String) values[USER_AGENT];
      UTF8String name = (UTF8String) values[CLIENT_NAME];
      NamedBy by = UsedProgram.namedBy(direction, protocol);
      GroupKey key = GroupKey.of(direction, protocol, agent, by == null ? null : name);
      Optional<UTF8String> program = programs.get(key);
      if (program == null) {
        program = Optional.ofNullable(UsedProgram.name(agent, name, direction, protocol));
        remember(programs, key.copy(), program.map(UTF8String::copy));
        tell(agent, NamedBy.USER_AGENT, names);
        tell(name, by, names);
      }
      return program.orElse(null);
    }

    private static void tell(
        @Nullable UTF8String name, @Nullable NamedBy by, Sightings<SelfName> names) {
      if (name != null && by != null) {
        names.add(new SelfName(name.toString(), by));
      }
    }

    private @Nullable UTF8String user(@Nullable UTF8String user, int day, Identity identity) {
      if (user == null || identity.isPlain(day)) {
        return user;
      }
      GroupKey key = GroupKey.of(identity.isNamed(day), user);
      Optional<UTF8String> kept = users.get(key);
      if (kept == null) {
        kept = Optional.ofNullable(UTF8String.fromString(identity.of(user.toString(), day)));
        remember(users, key.copy(), kept);
      }
      return kept.orElse(null);
    }

    private static <V> void remember(Map<GroupKey, V> known, GroupKey key, V value) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(key, value);
    }
  }

  /**
   * @param identity what is kept of who signed in
   * @param kinds takes the kinds of TLS
   * @param names takes the names that programs give themselves
   */
  ObservationFacts(Identity identity, Sightings<TlsKind> kinds, Sightings<SelfName> names) {
    this.identity = identity;
    this.kinds = kinds;
    this.names = names;
  }

  /** Those of some columns that observations have, too. */
  private static List<String> observed(List<String> columns) {
    return columns.stream().filter(Tables.TLS_OBSERVATIONS.columnNames()::contains).toList();
  }

  private static int place(String column) {
    return UsageGrouping.FIRST + UsageGrouping.KEY.indexOf(column);
  }

  @Override
  public Column[] columns() {
    return COLUMNS.stream().map(functions::col).toArray(Column[]::new);
  }

  @Override
  public InternalRow taken(InternalRow row) {
    @Nullable Object[] values = new @Nullable Object[FIELDS];
    values[UsageUses.OBSERVATIONS] = 1L;
    for (int i = 0; i < SUMS.size(); i++) {
      values[1 + i] = VALUES.get(row, i);
    }
    int at = SUMS.size();
    for (int i = 0; i < KEY.size(); i++) {
      values[PLACES[i]] = VALUES.get(row, at + i);
    }
    if (values[CLIENT_IP] != null) {
      values[PEER_IP] = null;
    }
    if (!UsageRow.INBOUND.equals(values[DIRECTION])) {
      values[SERVER_PORT] = null; // one of many thousands, another for each call
    }
    Memory known = memory();
    values[USER_NAME] = known.user((UTF8String) values[USER_NAME], (Integer) values[DAY], identity);
    values[PROGRAM] = known.program(values, names);
    values[TLS_KIND] = known.kind(row, kinds);
    return new GenericInternalRow(values);
  }

  private Memory memory() {
    Memory made = memory;
    if (made == null) {
      made = new Memory();
      memory = made;
    }
    return made;
  }

  @Override
  public long observations(InternalRow row) {
    return 1;
  }

  @Override
  public long requests(InternalRow row) {
    return row.getLong(UsageUses.REQUESTS);
  }
}
