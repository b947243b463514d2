package org.tlssunset.outreach;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Who still needs an old version, in short: {@code client_protocol} comes in, a count per protocol
 * and the worst clients go out.
 *
 * <p>A client still needs TLS 1.0 or 1.1 (or something older) if it used it in the last {@value
 * #RECENT_DAYS} days of the evidence, which ends with the last event of any client. Of one that
 * used it before then alone nothing is claimed: it may have gone over, or come once a month.
 */
public final class LegacyClients {

  /** A client that comes once a week is not overlooked. */
  public static final int RECENT_DAYS = 7;

  private static final String CLIENTS =
      """
      WITH known AS (
        SELECT *, max(last_seen) OVER () - INTERVAL %d DAYS AS recent FROM known_clients)
      SELECT *,
             requests_ssl2 + requests_ssl3 + requests_tls10 + requests_tls11 AS requests_legacy,
             requests_tls12 + requests_tls13 AS requests_modern,
             coalesce(legacy_last_seen >= recent, false) AS needs_legacy
      FROM known
      """;

  // As a struct: of several columns, rows with a null in one would not count.
  private static final String NEEDING =
      "SELECT count(DISTINCT struct(direction, client_ip)) FROM legacy_clients WHERE needs_legacy";

  private static final String PER_PROTOCOL =
      """
      SELECT direction, protocol,
             count(*) AS clients,
             count_if(needs_legacy) AS needing_legacy,
             count_if(legacy_last_seen IS NOT NULL AND NOT needs_legacy) AS not_lately,
             count_if(legacy_last_seen IS NULL AND requests_modern > 0) AS modern_only,
             count_if(legacy_last_seen IS NULL AND requests_modern = 0) AS not_shown
      FROM legacy_clients
      GROUP BY direction, protocol
      ORDER BY needing_legacy DESC, clients DESC, direction, protocol
      """;

  private static final String WORST =
      """
      SELECT direction, protocol, client_ip,
             coalesce(client_name, get(user_names, 0), get(user_agents, 0)) AS name,
             legacy_last_seen, requests_legacy, legacy_proof_file, legacy_proof_line
      FROM legacy_clients
      WHERE needs_legacy
      ORDER BY legacy_last_seen DESC, requests_legacy DESC, direction, protocol, client_ip
      LIMIT %d
      """;

  private final SparkSession spark;

  public LegacyClients(Warehouse warehouse) {
    spark = warehouse.spark();
    warehouse.read(Tables.CLIENT_PROTOCOL).createOrReplaceTempView("known_clients");
    spark.sql(CLIENTS.formatted(RECENT_DAYS)).createOrReplaceTempView("legacy_clients");
  }

  /**
   * The clients of one protocol; each is in one of the last four counts.
   *
   * @param needingLegacy used an old version lately
   * @param notLately used an old version, but not lately
   * @param modernOnly used TLS 1.2 or 1.3, and nothing older as far as the logs tell
   * @param notShown the logs show no version of theirs: clear text, failures, a proxy's TLS, or
   *     logs without TLS facts
   */
  public record PerProtocol(
      String direction,
      String protocol,
      long clients,
      long needingLegacy,
      long notLately,
      long modernOnly,
      long notShown) {}

  /**
   * A client that needs an old version.
   *
   * @param name what it calls itself, or who signed in, or its program; null if the logs tell none
   * @param requests how many times it used an old version
   */
  public record Client(
      String direction,
      String protocol,
      @Nullable String ip,
      @Nullable String name,
      Instant lastUse,
      long requests,
      String proofFile,
      long proofLine) {}

  /**
   * How many clients need an old version, over whatever protocols: by address and direction. All
   * whose address the logs do not tell count as one.
   */
  public long needing() {
    return spark.sql(NEEDING).head().getLong(0);
  }

  /** The counts, the protocols with the most clients that need an old version first. */
  public List<PerProtocol> perProtocol() {
    return spark.sql(PER_PROTOCOL).collectAsList().stream()
        .map(LegacyClients::perProtocol)
        .toList();
  }

  private static PerProtocol perProtocol(Row row) {
    return new PerProtocol(
        row.getAs("direction"),
        row.getAs("protocol"),
        row.<Long>getAs("clients"),
        row.<Long>getAs("needing_legacy"),
        row.<Long>getAs("not_lately"),
        row.<Long>getAs("modern_only"),
        row.<Long>getAs("not_shown"));
  }

  /** The clients that used an old version most recently. */
  public List<Client> worst(int count) {
    return spark.sql(WORST.formatted(count)).collectAsList().stream()
        .map(LegacyClients::client)
        .toList();
  }

  private static Client client(Row row) {
    return new Client(
        row.getAs("direction"),
        row.getAs("protocol"),
        row.getAs("client_ip"),
        row.getAs("name"),
        row.getAs("legacy_last_seen"),
        row.<Long>getAs("requests_legacy"),
        row.getAs("legacy_proof_file"),
        row.<Long>getAs("legacy_proof_line"));
  }
}
