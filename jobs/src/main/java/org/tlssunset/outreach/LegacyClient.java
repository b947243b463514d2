package org.tlssunset.outreach;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Tables;

/**
 * A client that has used an old version over a protocol.
 *
 * @param client its address, else what the logs tell of it; null if that is nothing
 * @param key what it is compared with others by, direction and all
 * @param name what it calls itself, or who signed in, or its program; null if the logs tell none
 * @param requests how many times it used an old version
 */
public record LegacyClient(
    String direction,
    String protocol,
    @Nullable String client,
    String key,
    @Nullable String name,
    Instant lastUse,
    long requests,
    Proof proof) {

  /**
   * Where its last use of an old version stands.
   *
   * @param file as {@code tls_observations.source_file} has it
   */
  public record Proof(String file, long line) {}

  private static final List<String> LEGACY_REQUESTS =
      List.of("requests_ssl2", "requests_ssl3", "requests_tls10", "requests_tls11");

  /** The columns of {@code client_protocol} that tell of clients. */
  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "direction",
                  "protocol",
                  Tables.CLIENT,
                  "client_ip",
                  "client_name",
                  "user_names",
                  "user_agents",
                  "last_seen",
                  "legacy_last_seen",
                  "legacy_proof_file",
                  "legacy_proof_line",
                  "requests_tls12",
                  "requests_tls13"),
              LEGACY_REQUESTS.stream())
          .toList();

  /**
   * @param row its {@link #COLUMNS}
   */
  static LegacyClient of(Row row) {
    String direction = row.getAs("direction");
    String client = row.getAs(Tables.CLIENT);
    String address = row.getAs("client_ip");
    return new LegacyClient(
        direction,
        row.getAs("protocol"),
        client,
        direction + " " + (address == null && client != null ? ClientKey.folded(client) : address),
        name(row),
        row.getAs("legacy_last_seen"),
        LEGACY_REQUESTS.stream().mapToLong(row::<Long>getAs).sum(),
        new Proof(row.getAs("legacy_proof_file"), row.<Long>getAs("legacy_proof_line")));
  }

  /** Whether the logs tell who it is. */
  boolean isKnown() {
    return client != null;
  }

  private static @Nullable String name(Row row) {
    String name = row.getAs("client_name");
    if (name != null) {
      return name;
    }
    return Stream.of("user_names", "user_agents")
        .map(row::fieldIndex)
        .filter(column -> !row.isNullAt(column))
        .flatMap(column -> row.<String>getList(column).stream().limit(1))
        .findFirst()
        .orElse(null);
  }
}
