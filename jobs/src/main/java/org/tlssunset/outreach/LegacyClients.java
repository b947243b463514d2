package org.tlssunset.outreach;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.PlausibleTimes;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Who still needs an old version, in short: {@code client_protocol} comes in, a count per protocol
 * and the worst clients go out.
 *
 * <p>A client still needs TLS 1.0 or 1.1 (or something older) if it used it in the last {@value
 * #RECENT_DAYS} days of the evidence, which ends with the last event of any client that is not in
 * the future: one clock that is wrong moves nothing. Of one that used it before then alone nothing
 * is claimed: it may have gone over, or come once a month.
 *
 * <p>What the logs tell of nobody ({@code client} is null) is no client: it is counted apart.
 */
public final class LegacyClients {

  /** A client that comes once a week is not overlooked. */
  public static final int RECENT_DAYS = 7;

  private static final String CLIENTS =
      """
      WITH known AS (
        SELECT *, TIMESTAMP'%s' - INTERVAL %d DAYS AS recent FROM known_clients)
      SELECT *,
             requests_ssl2 + requests_ssl3 + requests_tls10 + requests_tls11 AS requests_legacy,
             requests_tls12 + requests_tls13 AS requests_modern,
             coalesce(legacy_last_seen >= recent, false) AS needs_legacy
      FROM known
      """;

  private static final String NEEDING =
      """
      SELECT count(DISTINCT struct(direction, %s)) FROM legacy_clients
      WHERE needs_legacy AND client IS NOT NULL
      """
          .formatted(ClientKey.folded());

  private static final String UNNAMED =
      "SELECT coalesce(sum(requests_legacy), 0) FROM legacy_clients WHERE needs_legacy AND client IS NULL";

  private static final String PER_PROTOCOL =
      """
      SELECT direction, protocol,
             count(*) AS clients,
             count_if(needs_legacy) AS needing_legacy,
             count_if(legacy_last_seen IS NOT NULL AND NOT needs_legacy) AS not_lately,
             count_if(legacy_last_seen IS NULL AND requests_modern > 0) AS modern_only,
             count_if(legacy_last_seen IS NULL AND requests_modern = 0) AS not_shown
      FROM legacy_clients
      WHERE client IS NOT NULL
      GROUP BY direction, protocol
      ORDER BY needing_legacy DESC, clients DESC, direction, protocol
      """;

  private static final String WORST =
      """
      SELECT direction, protocol, client,
             coalesce(client_name, get(user_names, 0), get(user_agents, 0)) AS name,
             legacy_last_seen, requests_legacy, legacy_proof_file, legacy_proof_line
      FROM legacy_clients
      WHERE needs_legacy AND client IS NOT NULL
      ORDER BY legacy_last_seen DESC, requests_legacy DESC, direction, protocol, client
      LIMIT %d
      """;

  private final SparkSession spark;

  /** As somebody asks now. */
  public LegacyClients(Warehouse warehouse) {
    this(warehouse, Instant.now());
  }

  LegacyClients(Warehouse warehouse, Instant now) {
    spark = warehouse.spark();
    KnownClients.of(warehouse).createOrReplaceTempView("known_clients");
    spark
        .sql(CLIENTS.formatted(end(warehouse, now), RECENT_DAYS))
        .createOrReplaceTempView("legacy_clients");
  }

  /**
   * The last event of any client that is not in the future; now, if all are. A client's last event
   * may be, and the days tell its others.
   */
  private static Instant end(Warehouse warehouse, Instant now) {
    Row last =
        warehouse
            .read(Tables.CLIENT_PROTOCOL_DAILY)
            .where(functions.col("last_seen").leq(functions.lit(PlausibleTimes.last(now))))
            .agg(functions.max("last_seen"))
            .head();
    return last.isNullAt(0) ? now : last.getAs(0);
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
   * @param client its address, else what the logs tell of it
   * @param name what it calls itself, or who signed in, or its program; null if the logs tell none
   * @param requests how many times it used an old version
   */
  public record Client(
      String direction,
      String protocol,
      String client,
      @Nullable String name,
      Instant lastUse,
      long requests,
      String proofFile,
      long proofLine) {}

  /**
   * How many clients need an old version, over whatever protocols: by what they are known by, and
   * direction.
   */
  public long needing() {
    return spark.sql(NEEDING).head().getLong(0);
  }

  /** How many times an old version was used lately by those of whom the logs tell nothing. */
  public long usesOfNobody() {
    return spark.sql(UNNAMED).head().getLong(0);
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
        row.getAs("client"),
        row.getAs("name"),
        row.getAs("legacy_last_seen"),
        row.<Long>getAs("requests_legacy"),
        row.getAs("legacy_proof_file"),
        row.<Long>getAs("legacy_proof_line"));
  }
}
