package org.tlssunset.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Change;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * What a run finds changed: {@code client_status} as the run before left it is compared with what
 * is counted now. A run that was killed before its statuses were committed compares with the same
 * once more, and its rows take the place of those that it has left. What is too old to be kept, or
 * to be kept with names, goes as it does from usage; and a party of which that took the proof or
 * the name is neither new nor gone.
 */
final class Changes {

  /** In the table's log: how users were called in the rows, as {@code Identity} has it. */
  private static final String NAMED_BY = "tlsSunset.identity";

  /** In the table's log: {@link #namedFrom} as the run before knew it. */
  private static final String NAMED_FROM = "tlsSunset.namedFrom";

  private final long comparedWith;
  private final boolean isFirst;
  private final String identity;

  /** The first day, since 1970, of which usage keeps anything. */
  private final long keptFrom;

  /** The first day, since 1970, of which usage keeps who signed in. */
  private final long namedFrom;

  /**
   * The same as the run before knew it: in between lie the days that have lost their names since.
   */
  private final long namedFromBefore;

  private final TreeMap<OldParty.Key, OldParty> before = new TreeMap<>();

  private Changes(Warehouse warehouse, boolean isFirst, String identity) {
    comparedWith = warehouse.revision(Tables.CLIENT_STATUS);
    this.isFirst = isFirst;
    this.identity = identity;
    keptFrom = first(warehouse, Warehouse.RETENTION);
    namedFrom = first(warehouse, Warehouse.USERS);
    namedFromBefore =
        warehouse.domain(Tables.CHANGES, NAMED_FROM).map(Long::parseLong).orElse(Long.MIN_VALUE);
  }

  /** The first day that a removal from usage has left; the first of all if nothing was removed. */
  private static long first(Warehouse warehouse, String removal) {
    return warehouse.lastTransaction(Tables.USAGE_DAILY, removal).orElse(Long.MIN_VALUE);
  }

  /**
   * To be compared with what {@code client_status} says now. Where users are called otherwise
   * since, nobody can be compared, and what was found before goes with their names.
   *
   * @param identity how users are called
   */
  static Changes since(Warehouse warehouse, String identity) {
    boolean isOtherwise =
        !warehouse.domain(Tables.CHANGES, NAMED_BY).orElse(identity).equals(identity);
    Changes changes =
        new Changes(
            warehouse, isOtherwise || warehouse.size(Tables.CLIENT_STATUS).files() == 0, identity);
    if (changes.isFirst) {
      return changes;
    }
    warehouse.rows(
        Tables.CLIENT_STATUS,
        OldParty.COLUMNS,
        row -> {
          OldParty party = OldParty.of(row);
          if (party != null) {
            changes.before.merge(party.key(), party, OldParty::worse);
          }
        });
    return changes;
  }

  /**
   * Adds the changes to a commit, with those that earlier runs have found.
   *
   * @param now parties that are, or have been, old
   * @param asOf the last day of evidence
   */
  void add(Warehouse warehouse, Transaction commit, List<OldParty> now, LocalDate asOf) {
    commit.domain(NAMED_BY, identity);
    commit.domain(NAMED_FROM, String.valueOf(namedFrom));
    List<InternalRow> rows = new ArrayList<>();
    if (!isFirst) { // of the first run, all would be new
      rows.addAll(earlier(warehouse));
      rows.addAll(rows(now, asOf));
    }
    commit.add(rows);
  }

  /** What other runs have found, as far as it is to be kept. */
  private List<InternalRow> earlier(Warehouse warehouse) {
    List<InternalRow> rows = new ArrayList<>();
    List<String> columns = Tables.CHANGES.columnNames();
    int version = columns.indexOf("compared_with");
    int asOf = columns.indexOf("as_of");
    int user = columns.indexOf("user_name");
    List<Integer> names = Stream.of("party", "client", "user_name").map(columns::indexOf).toList();
    warehouse.rows(
        Tables.CHANGES,
        columns,
        row -> {
          long day = row.<LocalDate>getAs(asOf).toEpochDay();
          if (row.getLong(version) != comparedWith && day >= keptFrom) {
            @Nullable Object[] values = new @Nullable Object[columns.size()];
            Arrays.setAll(values, i -> TableRow.inside(row.get(i)));
            if (day < namedFrom && !row.isNullAt(user)) {
              names.forEach(name -> values[name] = null);
            }
            rows.add(new GenericInternalRow(values));
          }
        });
    return rows;
  }

  private List<InternalRow> rows(List<OldParty> now, LocalDate asOf) {
    List<InternalRow> rows = new ArrayList<>();
    TableRow row = new TableRow(Tables.CHANGES);
    int day = (int) asOf.toEpochDay();
    TreeMap<OldParty.Key, OldParty> left = new TreeMap<>(before);
    for (OldParty party : now) {
      OldParty was = left.remove(party.key());
      Change change = change(was, party);
      if (change != null && !(change == Change.NEW_LEGACY && hasLostItsName(party))) {
        rows.add(row(row, change, was, party, day));
      }
    }
    left.values().stream()
        .filter(OldParty::isOld)
        .filter(
            was -> was.oldLast() >= (was.user() == null ? keptFrom : Math.max(keptFrom, namedFrom)))
        .forEach(was -> rows.add(row(row, Change.GONE, was, null, day)));
    return rows;
  }

  /** Whether whoever it was has no name any more, for its last old use is of a day that lost it. */
  private boolean hasLostItsName(OldParty party) {
    return party.user() == null
        && party.oldLast() < namedFrom
        && party.oldLast() >= namedFromBefore;
  }

  private static @Nullable Change change(@Nullable OldParty was, OldParty is) {
    boolean wasOld = was != null && was.isOld();
    if (wasOld == is.isOld()) {
      return null;
    }
    return wasOld ? Change.GONE : was == null ? Change.NEW_LEGACY : Change.CAME_BACK;
  }

  private InternalRow row(
      TableRow row, Change change, @Nullable OldParty was, @Nullable OldParty is, int asOf) {
    OldParty told = is == null ? was : is;
    if (told == null) {
      throw new IllegalArgumentException("nobody has changed");
    }
    return row.set("as_of", asOf)
        .set("compared_with", comparedWith)
        .set("change", text(change.label()))
        .set("role", text(told.key().role()))
        .set("direction", text(told.key().direction()))
        .set("protocol", text(told.key().protocol()))
        .set("party", text(told.key().party()))
        .set("client", text(told.client()))
        .set("user_name", text(told.user()))
        .set("program", text(told.program()))
        .set("status_before", was == null ? null : text(was.status().label()))
        .set("status", is == null ? null : text(is.status().label()))
        .set("reason", text(told.reason()))
        .set("proof_file", text(told.file()))
        .set("proof_line", told.line())
        .set("proof_item", told.item())
        .take();
  }

  private static @Nullable UTF8String text(@Nullable String text) {
    return text == null ? null : UTF8String.fromString(text);
  }
}
