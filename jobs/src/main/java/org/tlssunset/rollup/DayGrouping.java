package org.tlssunset.rollup;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.tables.RowParties;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.NamedBy;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * How observations become rows of {@code client_protocol_daily}. A connection counts for the party
 * whose it was, with its TLS; that of a proxy which ends TLS counts for the client behind it, too,
 * where that is known: with the client's own TLS if the proxy tells of it, else as a hop of the
 * proxy's.
 */
final class DayGrouping implements Grouping {

  private static final long serialVersionUID = 1;

  private static final UTF8String INBOUND = UTF8String.fromString(Direction.INBOUND.label());
  private static final UTF8String SMTP = UTF8String.fromString(Protocol.SMTP.label());

  private final RowParties parties;
  private final @Nullable SelfNames selfNames;
  private transient @Nullable Map<NamedBy, Set<UTF8String>> told;

  /**
   * @param known of addresses
   * @param selfNames takes the names that programs give themselves; null if nobody asks
   */
  DayGrouping(List<KnownAddress> known, @Nullable SelfNames selfNames) {
    parties = new RowParties(known);
    this.selfNames = selfNames;
  }

  @Override
  public Table table() {
    return Tables.CLIENT_PROTOCOL_DAILY;
  }

  @Override
  public Column[] columns() {
    return DayRow.COLUMNS.stream().map(functions::col).toArray(Column[]::new);
  }

  @Override
  public InternalRow judged(InternalRow row) {
    if (selfNames != null) {
      tell(Uses.text(row, DayRow.USER_AGENT), NamedBy.USER_AGENT, selfNames);
      if (SMTP.equals(Uses.text(row, DayRow.PROTOCOL))) {
        boolean isCalled = INBOUND.equals(Uses.text(row, DayRow.DIRECTION));
        tell(
            Uses.text(row, DayRow.CLIENT_NAME),
            isCalled ? NamedBy.EHLO : NamedBy.GREETING,
            selfNames);
      }
    }
    return new JoinedRow(row, parties.of(row));
  }

  /** Each name once a task. */
  private void tell(@Nullable UTF8String name, NamedBy by, SelfNames whom) {
    if (name == null) {
      return;
    }
    Map<NamedBy, Set<UTF8String>> before = told;
    if (before == null) {
      before = new EnumMap<>(NamedBy.class);
      told = before;
    }
    Set<UTF8String> those = before.computeIfAbsent(by, any -> new HashSet<>());
    if (those.size() < SelfNames.MOST && !those.contains(name)) {
      those.add(name.copy());
      whom.add(new SelfNames.SelfName(name.toString(), by));
    }
  }

  @Override
  public int groups(InternalRow row) {
    if (!row.getBoolean(DayRow.COUNTS)) {
      return 0;
    }
    return DayRow.OF_PROXY.equals(Uses.text(row, DayRow.ROLE)) && !row.isNullAt(DayRow.CLIENT_IP)
        ? 2
        : 1;
  }

  @Override
  public GroupKey key(InternalRow row, int group) {
    UTF8String first = Uses.text(row, DayRow.TLS_VERSION_FIRST);
    UTF8String version = first == null ? Uses.text(row, DayRow.TLS_VERSION) : first;
    UTF8String outcome = Uses.text(row, DayRow.TLS_OUTCOME);
    boolean isTold = group > 0 && !row.isNullAt(DayRow.CLIENT_TLS);
    return GroupKey.of(
        row.getInt(DayRow.OBSERVED_ON),
        Uses.text(row, DayRow.DIRECTION),
        Uses.text(row, DayRow.PROTOCOL),
        group > 0 ? DayRow.CLIENT : Uses.text(row, DayRow.ROLE),
        DayRow.party(row, group).client(true),
        isTold ? Uses.text(row, DayRow.CLIENT_TLS) : version,
        isTold ? Uses.text(row, DayRow.CLIENT_OUTCOME) : outcome,
        hop(row, group, isTold));
  }

  /**
   * A proxy's TLS is its own; that of the client behind it is known where the proxy tells of it.
   */
  private static @Nullable UTF8String hop(InternalRow row, int group, boolean isTold) {
    if (group > 0) {
      return isTold ? DayRow.CLIENTS_HOP : DayRow.PROXYS_HOP;
    }
    return DayRow.OF_PROXY.equals(Uses.text(row, DayRow.ROLE))
        ? DayRow.CLIENTS_HOP
        : Uses.text(row, DayRow.TLS_HOP);
  }

  /** By day and log: where each row has one of the roles, and does not count for two reasons. */
  @Override
  public @Nullable GroupKey origin(InternalRow row) {
    return DayRow.isJudged(row)
        ? GroupKey.of(row.getInt(DayRow.OBSERVED_ON), Uses.text(row, DayRow.SOURCE))
        : null;
  }

  /** By day and role. */
  @Override
  public GroupKey account(GroupKey key) {
    return GroupKey.of(key.part(0), key.part(3));
  }

  @Override
  public long observations(InternalRow row) {
    return 1;
  }

  @Override
  public long requests(InternalRow row) {
    return row.getLong(DayRow.REQUESTS);
  }

  @Override
  public Uses begin(GroupKey key) {
    return new DayUses(key);
  }
}
