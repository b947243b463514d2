package org.tlssunset.outreach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.HostNames;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsVersion;

/** A party that has used an old version over a protocol: a client, a proxy or an own server. */
public record LegacyClient(Channel channel, Party party, Use use, Proof proof) {

  /**
   * Over what.
   *
   * @param direction a label of {@link org.tlssunset.schema.Direction}
   * @param protocol a label of {@link org.tlssunset.schema.Protocol}
   */
  public record Channel(String direction, String protocol) {

    static Channel of(Row row) {
      return new Channel(row.getAs("direction"), row.getAs("protocol"));
    }
  }

  /**
   * Who.
   *
   * @param role a label of {@link Role}
   * @param client its address, else what the logs tell of it; null if that is nothing
   * @param key what it is compared with others by, whatever their role
   * @param name what it calls itself, or who signed in, or its program, or what name files call it;
   *     null if nothing tells
   * @param proxies the listed proxies that it came through, or that it is, the most recent first
   */
  public record Party(
      String role,
      @Nullable String client,
      String key,
      @Nullable String name,
      List<String> proxies) {}

  /**
   * Its use of old versions.
   *
   * @param last the last event of the last one
   * @param requests how many times
   * @param versions that it has ever used, the oldest first
   */
  public record Use(Instant last, long requests, List<String> versions) {}

  /**
   * Where its last use of an old version stands.
   *
   * @param file as {@code tls_observations.source_file} has it
   */
  public record Proof(String file, long line) {}

  /** What counts the uses of each old version, the oldest first. */
  private static final Map<String, TlsVersion> COUNTERS = counters();

  /** The columns of {@code client_protocol} that tell of parties. */
  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "direction",
                  "protocol",
                  KnownClients.ROLE,
                  Tables.CLIENT,
                  "client_ip",
                  "client_name",
                  "user_names",
                  "user_agents",
                  KnownClients.PROXIES,
                  "last_seen",
                  "legacy_last_seen",
                  "legacy_proof_file",
                  "legacy_proof_line",
                  "requests_tls12",
                  "requests_tls13"),
              COUNTERS.keySet().stream())
          .toList();

  private static Map<String, TlsVersion> counters() {
    Map<String, TlsVersion> counters = new LinkedHashMap<>();
    counters.put("requests_ssl2", TlsVersion.SSL2);
    counters.put("requests_ssl3", TlsVersion.SSL3);
    counters.put("requests_tls10", TlsVersion.TLS1_0);
    counters.put("requests_tls11", TlsVersion.TLS1_1);
    return counters;
  }

  /**
   * @param row its {@link #COLUMNS}, {@linkplain KnownClients#named named}
   * @param names of hosts, for whom the logs give no name
   */
  static LegacyClient of(Row row, HostNames names) {
    String client = row.getAs(Tables.CLIENT);
    String address = row.getAs("client_ip");
    return new LegacyClient(
        Channel.of(row),
        new Party(
            row.getAs(KnownClients.ROLE),
            client,
            address == null && client != null ? ClientKey.folded(client) : String.valueOf(address),
            name(row, names),
            KnownClients.proxies(row)),
        use(row),
        new Proof(row.getAs("legacy_proof_file"), row.<Long>getAs("legacy_proof_line")));
  }

  private static Use use(Row row) {
    long requests = 0;
    List<String> versions = new ArrayList<>();
    for (Map.Entry<String, TlsVersion> counter : COUNTERS.entrySet()) {
      long count = row.<Long>getAs(counter.getKey());
      requests += count;
      if (count > 0) {
        versions.add(counter.getValue().label());
      }
    }
    return new Use(row.getAs("legacy_last_seen"), requests, versions);
  }

  /** Whether the logs tell who it is. */
  boolean isKnown() {
    return party.client() != null;
  }

  boolean isOf(Role role) {
    return party.role().equals(role.label());
  }

  /** Who it is on its side: one address may be called and call. */
  String key() {
    return channel.direction() + " " + party.key();
  }

  private static @Nullable String hostName(Row row, HostNames names) {
    String address = row.getAs("client_ip");
    return address == null ? null : names.at(address, row.<Instant>getAs("legacy_last_seen"));
  }

  private static @Nullable String name(Row row, HostNames names) {
    String name = row.getAs("client_name");
    if (name != null) {
      return name;
    }
    return Stream.of("user_names", "user_agents")
        .map(row::fieldIndex)
        .filter(column -> !row.isNullAt(column))
        .flatMap(column -> row.<String>getList(column).stream().limit(1))
        .findFirst()
        .orElseGet(() -> hostName(row, names));
  }
}
