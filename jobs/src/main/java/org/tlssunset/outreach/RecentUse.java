package org.tlssunset.outreach;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsVersion;
import org.tlssunset.warehouse.Warehouse;

/**
 * What the days tell of clients that {@code client_protocol} does not, where they are so few that
 * memory holds them; {@link RecentUseOfMany} says the same of many.
 */
final class RecentUse {

  /** The oldest version that a client used {@linkplain RecentDays lately}; null if none. */
  static final String WORST_VERSION_LATELY = "worst_version_lately";

  /**
   * The server that logged the last use of an old version; of several that logged one at that
   * moment, one. Null if no log tells.
   */
  static final String PROOF_SERVER = "legacy_proof_server";

  private static final List<String> COLUMNS =
      List.of(
          "direction",
          "protocol",
          KnownClients.ROLE,
          "client_ip",
          Tables.CLIENT,
          "tls_hop",
          "tls_version",
          "last_seen",
          "servers",
          "proof_file",
          "proof_line");

  /** The versions that are known; any other counts as newer. */
  static final List<String> OLDEST_FIRST =
      Arrays.stream(TlsVersion.values()).map(TlsVersion::label).toList();

  private static final Comparator<String> BY_AGE =
      Comparator.comparingInt(RecentUse::age).thenComparing(ClientProtocolCsv.BY_BYTES);

  private record Client(String direction, String protocol, String role, @Nullable String key) {

    static Client of(Row row) {
      String address = row.getAs("client_ip");
      String name = row.getAs(Tables.CLIENT);
      return new Client(
          row.getAs("direction"),
          row.getAs("protocol"),
          KnownClients.role(row),
          address != null || name == null ? address : ClientKey.folded(name));
    }
  }

  private record Proof(String file, Long line) {}

  private final Map<Client, Map<String, Instant>> lastUses = new HashMap<>();
  private final Map<Proof, String> servers = new HashMap<>();
  private final Set<Proof> wanted = new HashSet<>();
  private final RecentDays recent;

  /**
   * Reads the days.
   *
   * @param clients rows of {@code client_protocol}
   * @param now when somebody asks
   */
  RecentUse(Warehouse warehouse, List<Row> clients, Instant now) {
    recent = new RecentDays(now);
    for (Row client : clients) {
      recent.add(client.getAs("last_seen"));
      Proof proof = proof(client, "legacy_");
      if (proof != null) {
        wanted.add(proof);
      }
    }
    warehouse.rows(Tables.CLIENT_PROTOCOL_DAILY, COLUMNS, this::add);
  }

  private static int age(String version) {
    int known = OLDEST_FIRST.indexOf(version);
    return known < 0 ? OLDEST_FIRST.size() : known;
  }

  private static @Nullable Proof proof(Row row, String prefix) {
    String file = row.getAs(prefix + "proof_file");
    return file == null ? null : new Proof(file, row.getAs(prefix + "proof_line"));
  }

  private void add(Row day) {
    Instant last = day.getAs("last_seen");
    String version = day.getAs("tls_version");
    if (version == null || !TlsHop.CLIENT.label().equals(day.getAs("tls_hop"))) {
      return;
    }
    lastUses
        .computeIfAbsent(Client.of(day), client -> new HashMap<>(2))
        .merge(version, last, BinaryOperator.maxBy(Comparator.<Instant>naturalOrder()));
    Proof proof = proof(day, "");
    List<String> logging = day.getList(day.fieldIndex("servers"));
    if (proof != null && wanted.contains(proof) && !logging.isEmpty()) {
      servers.merge(proof, logging.get(0), BinaryOperator.maxBy(ClientProtocolCsv.BY_BYTES));
    }
  }

  /**
   * Columns of a client.
   *
   * @param client a row of {@code client_protocol}
   * @param columns of that row, or one of the two
   */
  Row extended(Row client, List<String> columns) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (columns.get(i)) {
            case WORST_VERSION_LATELY -> worstVersionLately(client);
            case PROOF_SERVER -> proofServer(client);
            default -> client.getAs(columns.get(i));
          };
    }
    return new GenericRow(values);
  }

  private @Nullable String worstVersionLately(Row client) {
    Instant begin = recent.begin();
    return lastUses.getOrDefault(Client.of(client), Map.of()).entrySet().stream()
        .filter(use -> !use.getValue().isBefore(begin))
        .map(Map.Entry::getKey)
        .min(BY_AGE)
        .orElse(null);
  }

  private @Nullable String proofServer(Row client) {
    Proof proof = proof(client, "legacy_");
    return proof == null ? null : servers.get(proof);
  }
}
