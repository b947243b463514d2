package org.tlssunset.party.tables;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.AddressRow;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.LearnedAddresses;
import org.tlssunset.party.LocalUse;
import org.tlssunset.party.PartySettings;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/**
 * The table {@code addresses}: what the configuration says, and what the logs that are in the
 * ledger prove. It is the same whatever the order in which they came.
 */
public final class Addresses {

  /** Marks the commits: of two runs at once, the second fails. */
  private static final String MARK = "tls-sunset-addresses";

  private static final List<String> LEDGER = List.of("state", Tables.LOCAL_ADDRESSES);

  private static final Comparator<AddressRow> IN_ORDER =
      Comparator.comparing(AddressRow::what)
          .thenComparing(AddressRow::address, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(AddressRow::validFrom, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(AddressRow::name, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(AddressRow::learnedFrom);

  private Addresses() {}

  /** What the table holds. */
  public static List<KnownAddress> of(Warehouse warehouse) {
    return rows(warehouse).stream().map(AddressRow::known).toList();
  }

  /**
   * Brings the table up to date.
   *
   * @return whether anything was new
   */
  public static boolean learn(Warehouse warehouse, PartySettings settings) {
    List<AddressRow> now =
        Stream.concat(settings.addresses().stream(), LearnedAddresses.of(uses(warehouse)).stream())
            .map(AddressRow::of)
            .sorted(IN_ORDER)
            .toList();
    if (now.equals(rows(warehouse))) {
      return false;
    }
    Transaction commit = warehouse.begin(Tables.ADDRESSES, MARK, System.currentTimeMillis());
    commit.removeAll();
    TableRow row = new TableRow(Tables.ADDRESSES);
    List<InternalRow> rows = new ArrayList<>();
    now.forEach(each -> rows.add(stored(each, row)));
    commit.add(rows);
    commit.commitAlways();
    return true;
  }

  private static List<LocalUse> uses(Warehouse warehouse) {
    List<LocalUse> uses = new ArrayList<>();
    warehouse.rows(
        Tables.INGESTED_FILES,
        LEDGER,
        log -> {
          if (!log.isNullAt(1) && FileState.INGESTED.label().equals(log.getString(0))) {
            for (Row use : log.<Row>getList(1)) {
              uses.add(
                  new LocalUse(
                      use.getString(1), use.getString(0), day(use.getAs(2)), day(use.getAs(3))));
            }
          }
        });
    return uses;
  }

  /** The UTC day of a moment, since 1970-01-01. */
  public static int day(Instant at) {
    return (int) at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
  }

  private static List<AddressRow> rows(Warehouse warehouse) {
    List<AddressRow> rows = new ArrayList<>();
    warehouse.rows(Tables.ADDRESSES, Tables.ADDRESSES.columnNames(), row -> rows.add(read(row)));
    rows.sort(IN_ORDER);
    return rows;
  }

  private static AddressRow read(Row row) {
    return new AddressRow(
        row.getAs("address"),
        day(row, "valid_from"),
        day(row, "valid_until"),
        row.getAs("what"),
        row.getAs("name"),
        row.getAs("learned_from"),
        row.getAs("proxy_kind") == null
            ? null
            : new AddressRow.OfProxy(
                row.getAs("proxy_kind"),
                row.getList(row.fieldIndex("protocols")),
                row.getList(row.fieldIndex("servers")),
                row.getList(row.fieldIndex("ports")),
                row.<Boolean>getAs("preserves_address"),
                new ForwardingFields(
                    row.getList(row.fieldIndex("forwarded_for_fields")),
                    row.getList(row.fieldIndex("tls_version_fields")),
                    row.getList(row.fieldIndex("tls_cipher_fields")))));
  }

  private static @Nullable Integer day(Row row, String column) {
    LocalDate day = row.getAs(column);
    return day == null ? null : (Integer) (int) day.toEpochDay();
  }

  private static InternalRow stored(AddressRow known, TableRow row) {
    row.set("address", UTF8String.fromString(known.address()))
        .set("valid_from", known.validFrom())
        .set("valid_until", known.validUntil())
        .set("what", UTF8String.fromString(known.what()))
        .set("name", UTF8String.fromString(known.name()))
        .set("learned_from", UTF8String.fromString(known.learnedFrom()));
    AddressRow.OfProxy proxy = known.proxy();
    if (proxy != null) {
      row.set("proxy_kind", UTF8String.fromString(proxy.kind()))
          .set("protocols", texts(proxy.protocols()))
          .set("servers", texts(proxy.servers()))
          .set("ports", new GenericArrayData(proxy.ports().toArray()))
          .set("preserves_address", proxy.preservesAddress())
          .set("forwarded_for_fields", texts(proxy.fields().forwardedFor()))
          .set("tls_version_fields", texts(proxy.fields().tlsVersion()))
          .set("tls_cipher_fields", texts(proxy.fields().tlsCipher()));
    }
    return row.take();
  }

  private static GenericArrayData texts(List<String> texts) {
    return new GenericArrayData(texts.stream().map(UTF8String::fromString).toArray());
  }
}
