package org.tlssunset.rollup;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.tables.PartyColumn;
import org.tlssunset.party.tables.RowParties;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.ScannedValues;

/**
 * Rows of usage as {@link UsageRow} has them: with their kind of TLS, and whose they were, by what
 * is known of addresses now.
 */
final class JudgedUsage implements FactRows {

  private static final long serialVersionUID = 1;

  private static final List<String> KINDS = TlsKind.COLUMNS;

  /** What is read: all that a row has beside its kind of TLS, then the kind's number. */
  private static final List<String> READ =
      Stream.concat(
              UsageRow.COLUMNS.stream()
                  .filter(
                      column -> !KINDS.contains(column) && !column.equals(UsageRow.WHAT_IT_TELLS)),
              Stream.of("tls_kind"))
          .toList();

  private static final ScannedValues VALUES = new ScannedValues(Tables.USAGE_DAILY, READ);

  private static final int KIND = READ.indexOf("tls_kind");

  /** Where each column of {@link UsageRow#COLUMNS} is read; those of the kind are -1. */
  private static final int[] FROM = UsageRow.COLUMNS.stream().mapToInt(READ::indexOf).toArray();

  /** Where each column stands in the kind; -1 if it does not. */
  private static final int[] IN_KIND = UsageRow.COLUMNS.stream().mapToInt(KINDS::indexOf).toArray();

  private static final UTF8String SETTLED =
      UTF8String.fromString("as an older version has counted it, whose logs are gone");

  private final List<KnownAddress> known;
  private final RowParties parties;
  private final Map<Long, TlsKind> kinds;
  private final @Nullable Sightings<Long> used;
  private final int tells;
  private transient @Nullable Set<Long> told;

  /**
   * @param known of addresses
   * @param kinds all that there are, by number
   * @param used takes the numbers of those that rows have; null if nobody asks
   */
  JudgedUsage(List<KnownAddress> known, Map<Long, TlsKind> kinds, @Nullable Sightings<Long> used) {
    this(known, kinds, used, UsageRow.USES | UsageRow.VOLUMES);
  }

  /**
   * @param tells what rows are asked for, see {@link UsageRow#TELLS}
   */
  private JudgedUsage(
      List<KnownAddress> known,
      Map<Long, TlsKind> kinds,
      @Nullable Sightings<Long> used,
      int tells) {
    this.known = known;
    parties = new RowParties(known);
    this.kinds = kinds;
    this.used = used;
    this.tells = tells;
  }

  /**
   * The same, asked for a part.
   *
   * @param part see {@link UsageRow#TELLS}
   */
  JudgedUsage telling(int part) {
    return new JudgedUsage(known, kinds, used, part);
  }

  @Override
  public Column[] columns() {
    return READ.stream().map(functions::col).toArray(Column[]::new);
  }

  /**
   * The row.
   *
   * @throws IllegalStateException if its kind is none that is known, or it has no role or reason
   */
  @Override
  public InternalRow taken(InternalRow row) {
    TlsKind kind = kind(row.getLong(KIND));
    @Nullable Object[] values = new @Nullable Object[FROM.length];
    for (int i = 0; i < FROM.length; i++) {
      values[i] =
          FROM[i] >= 0
              ? VALUES.get(row, FROM[i])
              : IN_KIND[i] >= 0 ? kind.facts().part(IN_KIND[i]) : (Object) tells;
    }
    InternalRow facts = new GenericInternalRow(values);
    InternalRow judged =
        new JoinedRow(facts, UsageRow.isSettled(facts) ? settled(facts) : parties.of(facts));
    if (!UsageRow.isJudged(judged)) {
      throw new IllegalStateException(
          "not each row of usage has one role and one reason: nothing was committed");
    }
    return judged;
  }

  private TlsKind kind(long number) {
    TlsKind kind = kinds.get(number);
    if (kind == null) {
      throw new IllegalStateException("tls_kinds lacks %d, which usage has".formatted(number));
    }
    if (used != null) {
      Set<Long> before = told;
      if (before == null) {
        before = new HashSet<>();
        told = before;
      }
      if (before.add(number)) {
        used.add(number);
      }
    }
    return kind;
  }

  /** As it was counted, whatever is known of addresses by now. */
  private static InternalRow settled(InternalRow facts) {
    @Nullable Object[] values = new @Nullable Object[PartyColumn.values().length];
    values[PartyColumn.SERVER.ordinal()] = Uses.text(facts, UsageRow.SERVER);
    values[PartyColumn.CLIENT_IP.ordinal()] = Uses.text(facts, UsageRow.PEERS_ADDRESS);
    values[PartyColumn.TLS_HOP.ordinal()] = facts.getUTF8String(UsageRow.KINDS_HOP);
    values[PartyColumn.ROLE.ordinal()] = facts.getUTF8String(UsageRow.COUNTED_AS);
    values[PartyColumn.COUNTS.ordinal()] = true;
    values[PartyColumn.REASON.ordinal()] = SETTLED;
    return new GenericInternalRow(values);
  }

  @Override
  public long observations(InternalRow row) {
    return row.getLong(UsageRow.OBSERVATIONS);
  }

  @Override
  public long requests(InternalRow row) {
    return row.getLong(UsageRow.REQUESTS);
  }
}
