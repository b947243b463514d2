package org.tlssunset.outreach;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.WholeFile;

/**
 * Writes {@code client_protocol.csv}: the rollup as people get it, the most recent use of an old
 * version first.
 *
 * <p>Its columns are those of the table, what {@link RecentUse} adds, and behind them those that
 * tell whose connections a row is of, and last what name files call the party: a column keeps its
 * place. Its form is that of every {@link SpreadsheetFile}.
 */
public final class ClientProtocolCsv {

  private static final String NAME = "client_protocol.csv";

  /** Of so many bytes of data files, all rows fit in memory, some 100,000. */
  private static final long SORTED_HERE = 8L << 20;

  /** As Spark sorts text: by its bytes in UTF-8. */
  public static final Comparator<String> BY_BYTES =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Row> MOST_RECENT_FIRST =
      Comparator.comparing(
              (Row row) -> row.<@Nullable Instant>getAs("legacy_last_seen"),
              Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(row -> row.<Long>getAs("requests"), Comparator.reverseOrder())
          .thenComparing(row -> row.<String>getAs("direction"), BY_BYTES)
          .thenComparing(row -> row.<String>getAs("protocol"), BY_BYTES)
          .thenComparing(KnownClients::role, BY_BYTES)
          .thenComparing(
              row -> row.<@Nullable String>getAs(Tables.CLIENT), Comparator.nullsFirst(BY_BYTES));

  private static final List<String> WHOSE = List.of(KnownClients.ROLE, KnownClients.PROXIES);

  private static final List<String> COLUMNS =
      Stream.of(
              Tables.CLIENT_PROTOCOL.columnNames().stream().filter(name -> !WHOSE.contains(name)),
              Stream.of(RecentUse.WORST_VERSION_LATELY, RecentUse.PROOF_SERVER),
              WHOSE.stream())
          .flatMap(names -> names)
          .toList();

  private static final String HOST_NAME = "host_name";
  private static final int CLIENT_IP = COLUMNS.indexOf("client_ip");
  private static final int LAST_SEEN = COLUMNS.indexOf("last_seen");
  private static final int LEGACY_LAST_SEEN = COLUMNS.indexOf("legacy_last_seen");

  private final Warehouse warehouse;
  private final long sortedHere;
  private final Instant now;

  /** As somebody asks now. */
  public ClientProtocolCsv(Warehouse warehouse) {
    this(warehouse, SORTED_HERE, Instant.now());
  }

  /**
   * @param sortedHere so many bytes of data files hold rows that fit in memory
   * @param now what later events are in the future of
   */
  ClientProtocolCsv(Warehouse warehouse, long sortedHere, Instant now) {
    this.warehouse = warehouse;
    this.sortedHere = sortedHere;
    this.now = now;
  }

  /**
   * What was written.
   *
   * @param rows without the header
   */
  public record Written(String file, long rows) {}

  /**
   * Writes the file, or leaves the one that is there as it is.
   *
   * @param folder made if it is missing; local or with a Hadoop scheme
   * @throws IOException if it cannot be written
   */
  public Written write(String folder) throws IOException {
    Iterator<Row> clients =
        warehouse.size(Tables.CLIENT_PROTOCOL).bytes() <= sortedHere
                && warehouse.size(Tables.CLIENT_PROTOCOL_DAILY).bytes() <= Warehouse.SMALL_TABLE
            ? sortedHere()
            : sortedBySpark();
    try (WholeFile file =
        WholeFile.in(folder, NAME, () -> warehouse.spark().sessionState().newHadoopConf())) {
      return new Written(file.path(), print(clients, NamedHosts.of(warehouse), file));
    }
  }

  /** Of few clients, to sort them here takes less than to have Spark plan it. */
  private Iterator<Row> sortedHere() {
    List<Row> clients = new ArrayList<>();
    warehouse
        .rows(Tables.CLIENT_PROTOCOL, Tables.CLIENT_PROTOCOL.columnNames())
        .forEachRemaining(row -> clients.add(KnownClients.named(row)));
    clients.sort(MOST_RECENT_FIRST);
    RecentUse days = new RecentUse(warehouse, clients, now);
    return clients.stream().map(client -> days.extended(client, COLUMNS)).iterator();
  }

  private Iterator<Row> sortedBySpark() {
    return RecentUseOfMany.extended(warehouse, KnownClients.of(warehouse), now)
        .selectExpr(COLUMNS.toArray(String[]::new))
        // In one task: a sort over several would read the table twice, to share it out.
        .coalesce(1)
        .sortWithinPartitions(
            col("legacy_last_seen").desc_nulls_last(),
            col("requests").desc(),
            col("direction"),
            col("protocol"),
            col(KnownClients.ROLE),
            col(Tables.CLIENT))
        .toLocalIterator();
  }

  private static long print(Iterator<Row> clients, HostNames names, WholeFile file)
      throws IOException {
    SpreadsheetFile csv =
        new SpreadsheetFile(file, Stream.concat(COLUMNS.stream(), Stream.of(HOST_NAME)).toList());
    while (clients.hasNext()) {
      Row row = clients.next();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(row.isNullAt(i) ? null : row.get(i));
      }
      values.add(hostName(row, names));
      csv.row(values);
    }
    return csv.commit();
  }

  /** What the party was called at its last use of an old version; if there is none, at its last. */
  private static @Nullable String hostName(Row row, HostNames names) {
    return row.isNullAt(CLIENT_IP)
        ? null
        : names.at(
            row.getString(CLIENT_IP),
            row.<Instant>getAs(row.isNullAt(LEGACY_LAST_SEEN) ? LAST_SEEN : LEGACY_LAST_SEEN));
  }
}
