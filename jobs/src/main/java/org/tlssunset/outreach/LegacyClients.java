package org.tlssunset.outreach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tlssunset.schema.Direction;
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

  private static final Comparator<LegacyClient> WORST_FIRST =
      Comparator.comparing(LegacyClient::lastUse, Comparator.reverseOrder())
          .thenComparing(LegacyClient::requests, Comparator.reverseOrder())
          .thenComparing(LegacyClient::direction)
          .thenComparing(LegacyClient::protocol)
          .thenComparing(client -> String.valueOf(client.client()));

  private final List<LegacyClient> legacy;
  private final Map<Channel, Others> others;
  private final Instant end;
  private final List<LegacyClient> needing;

  private LegacyClients(List<LegacyClient> legacy, Map<Channel, Others> others, Instant end) {
    this.legacy = legacy;
    this.others = others;
    this.end = end;
    Instant recent = RecentDays.begin(end);
    needing = legacy.stream().filter(client -> !client.lastUse().isBefore(recent)).toList();
  }

  /** As the table says now. */
  public static LegacyClients of(Warehouse warehouse) {
    return of(warehouse, Instant.now());
  }

  static LegacyClients of(Warehouse warehouse, Instant now) {
    return of(warehouse.rows(Tables.CLIENT_PROTOCOL, LegacyClient.COLUMNS), now);
  }

  /**
   * As an earlier revision of the table said, of the clients that needed an old version; empty if
   * that is no longer kept.
   *
   * @param end where the evidence ended then
   */
  public static Optional<LegacyClients> at(Warehouse warehouse, long revision, Instant end) {
    return warehouse
        .rowsAt(Tables.CLIENT_PROTOCOL, revision, LegacyClient.COLUMNS, "legacy_last_seen")
        .map(
            rows ->
                new LegacyClients(
                    rows.stream().map(KnownClients::named).map(LegacyClient::of).toList(),
                    Map.of(),
                    end));
  }

  /**
   * @param rows the {@link LegacyClient#COLUMNS} of all clients
   */
  private static LegacyClients of(Iterator<Row> rows, Instant now) {
    RecentDays recent = new RecentDays(now);
    List<LegacyClient> legacy = new ArrayList<>();
    Map<Channel, Others> others = new HashMap<>();
    while (rows.hasNext()) {
      Row row = KnownClients.named(rows.next());
      recent.add(row.getAs("last_seen"));
      if (row.getAs("legacy_last_seen") != null) {
        legacy.add(LegacyClient.of(row));
      } else if (row.getAs(Tables.CLIENT) != null) {
        Channel channel = new Channel(row.getAs("direction"), row.getAs("protocol"));
        boolean isModern =
            row.<Long>getAs("requests_tls12") + row.<Long>getAs("requests_tls13") > 0;
        others.merge(channel, isModern ? new Others(1, 0) : new Others(0, 1), Others::plus);
      }
    }
    return new LegacyClients(legacy, others, recent.end());
  }

  /** What counts are for. */
  private record Channel(String direction, String protocol) {}

  /** Clients that have not been seen with an old version. */
  private record Others(long modern, long unshown) {

    private Others plus(Others more) {
      return new Others(modern + more.modern, unshown + more.unshown);
    }
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

  /** Where the evidence ends. */
  public Instant end() {
    return end;
  }

  /** How many of them the logs tell of, over whatever protocols and in whatever direction. */
  public long needing() {
    return Stream.of(Direction.values()).mapToLong(this::needing).sum();
  }

  /** The same in a direction: clients of ours, or servers that we are a client of. */
  public long needing(Direction direction) {
    return needing.stream()
        .filter(LegacyClient::isKnown)
        .filter(client -> client.direction().equals(direction.label()))
        .map(LegacyClient::key)
        .distinct()
        .count();
  }

  /** How many times an old version was used lately by those of whom the logs tell nothing. */
  public long usesOfNobody() {
    return needing.stream()
        .filter(client -> !client.isKnown())
        .mapToLong(LegacyClient::requests)
        .sum();
  }

  /** The counts, the protocols with the most clients that need an old version first. */
  public List<PerProtocol> perProtocol() {
    Map<Channel, Long> used = count(legacy);
    Map<Channel, Long> lately = count(needing);
    Set<Channel> channels = new HashSet<>(used.keySet());
    channels.addAll(others.keySet());
    return channels.stream()
        .map(
            channel -> {
              long all = used.getOrDefault(channel, 0L);
              long need = lately.getOrDefault(channel, 0L);
              Others rest = others.getOrDefault(channel, new Others(0, 0));
              return new PerProtocol(
                  channel.direction,
                  channel.protocol,
                  all + rest.modern + rest.unshown,
                  need,
                  all - need,
                  rest.modern,
                  rest.unshown);
            })
        .sorted(
            Comparator.comparing(PerProtocol::needingLegacy, Comparator.reverseOrder())
                .thenComparing(PerProtocol::clients, Comparator.reverseOrder())
                .thenComparing(PerProtocol::direction)
                .thenComparing(PerProtocol::protocol))
        .toList();
  }

  private static Map<Channel, Long> count(List<LegacyClient> clients) {
    return clients.stream()
        .filter(LegacyClient::isKnown)
        .collect(
            Collectors.groupingBy(
                client -> new Channel(client.direction(), client.protocol()),
                Collectors.counting()));
  }

  /** Those of them that used an old version most recently. */
  public List<LegacyClient> worst(int count) {
    return needing.stream().filter(LegacyClient::isKnown).sorted(WORST_FIRST).limit(count).toList();
  }

  /**
   * Those that need an old version and did not before, over no protocol; each once, with its most
   * recent use.
   *
   * @param before what the table said then
   */
  public List<LegacyClient> newSince(LegacyClients before) {
    return without(before.needing);
  }

  /**
   * Those that needed an old version before and do not any more: they have not used it lately.
   *
   * @param before what the table said then
   */
  public List<LegacyClient> goneSince(LegacyClients before) {
    return before.without(needing);
  }

  private List<LegacyClient> without(List<LegacyClient> these) {
    Set<String> known =
        these.stream()
            .filter(LegacyClient::isKnown)
            .map(LegacyClient::key)
            .collect(Collectors.toSet());
    Map<String, LegacyClient> each = new LinkedHashMap<>();
    needing.stream()
        .filter(client -> client.isKnown() && !known.contains(client.key()))
        .sorted(WORST_FIRST)
        .forEach(client -> each.putIfAbsent(client.key(), client));
    return List.copyOf(each.values());
  }
}
