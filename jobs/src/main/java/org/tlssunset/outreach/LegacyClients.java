package org.tlssunset.outreach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.tlssunset.outreach.LegacyClient.Channel;
import org.tlssunset.outreach.ProtocolCount.Others;
import org.tlssunset.party.HostNames;
import org.tlssunset.party.tables.NamedHosts;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.Warehouse;

/**
 * Who still needs an old version, in short: {@code client_protocol} comes in; a count per protocol,
 * the worst clients, and the proxies and own servers that used one go out.
 *
 * <p>A party still needs TLS 1.0 or 1.1 (or something older) if it used it in the last {@value
 * #RECENT_DAYS} days of the evidence, which ends with the last event of any party that is not in
 * the future: one clock that is wrong moves nothing. Of one that used it before then alone nothing
 * is claimed: it may have gone over, or come once a month.
 *
 * <p>What the logs tell of nobody ({@code client} is null) is no client: it is counted apart.
 */
public final class LegacyClients {

  /** A client that comes once a week is not overlooked. */
  public static final int RECENT_DAYS = 7;

  private static final Comparator<LegacyClient> WORST_FIRST =
      Comparator.comparing((LegacyClient client) -> client.use().last(), Comparator.reverseOrder())
          .thenComparing(client -> client.use().requests(), Comparator.reverseOrder())
          .thenComparing(client -> client.channel().direction())
          .thenComparing(client -> client.channel().protocol())
          .thenComparing(client -> client.party().role())
          .thenComparing(client -> String.valueOf(client.party().client()));

  /** All that used an old version lately, whatever their role, the worst first. */
  private final List<LegacyClient> needing;

  private final List<ProtocolCount> perProtocol;
  private final List<LegacyProxy> proxies;
  private final Instant end;

  private LegacyClients(
      List<LegacyClient> needing,
      List<ProtocolCount> perProtocol,
      List<LegacyProxy> proxies,
      Instant end) {
    this.needing = needing;
    this.perProtocol = perProtocol;
    this.proxies = proxies;
    this.end = end;
  }

  /** As the table says now. */
  public static LegacyClients of(Warehouse warehouse) {
    return of(warehouse, Instant.now());
  }

  static LegacyClients of(Warehouse warehouse, Instant now) {
    RecentDays recent = new RecentDays(now);
    List<LegacyClient> legacy = new ArrayList<>();
    Map<Channel, Others> others = new HashMap<>();
    HostNames names = NamedHosts.of(warehouse);
    warehouse
        .rows(Tables.CLIENT_PROTOCOL, LegacyClient.COLUMNS)
        .forEachRemaining(
            stored -> {
              Row row = KnownClients.named(stored);
              recent.add(row.getAs("last_seen"));
              if (row.getAs("legacy_last_seen") != null) {
                legacy.add(LegacyClient.of(row, names));
              } else if (row.getAs(Tables.CLIENT) != null
                  && KnownClients.role(row).equals(Role.CLIENT.label())) {
                others.merge(Channel.of(row), Others.one(row), Others::plus);
              }
            });
    List<LegacyClient> needing = lately(legacy, recent.end());
    return new LegacyClients(
        needing,
        ProtocolCount.of(known(legacy, Role.CLIENT), known(needing, Role.CLIENT), others),
        LegacyProxy.of(warehouse, known(needing, Role.PROXY), recent.begin()),
        recent.end());
  }

  /**
   * As an earlier revision of the table said, of those that needed an old version and of nothing
   * else, without the names that name files give; empty if that is no longer kept.
   *
   * @param end where the evidence ended then
   */
  public static Optional<LegacyClients> at(Warehouse warehouse, long revision, Instant end) {
    return warehouse
        .rowsAt(Tables.CLIENT_PROTOCOL, revision, LegacyClient.COLUMNS, "legacy_last_seen")
        .map(
            rows ->
                rows.stream()
                    .map(KnownClients::named)
                    .map(row -> LegacyClient.of(row, HostNames.NONE))
                    .toList())
        .map(legacy -> new LegacyClients(lately(legacy, end), List.of(), List.of(), end));
  }

  private static List<LegacyClient> lately(List<LegacyClient> legacy, Instant end) {
    Instant recent = RecentDays.begin(end);
    return legacy.stream()
        .filter(client -> !client.use().last().isBefore(recent))
        .sorted(WORST_FIRST)
        .toList();
  }

  private static List<LegacyClient> known(List<LegacyClient> parties, Role role) {
    return parties.stream().filter(party -> party.isKnown() && party.isOf(role)).toList();
  }

  /** Where the evidence ends. */
  public Instant end() {
    return end;
  }

  /** How many clients the logs tell of, over whatever protocols and in whatever direction. */
  public long needing() {
    return Stream.of(Direction.values()).mapToLong(this::needing).sum();
  }

  /** The same in a direction: clients of ours, or servers that we are a client of. */
  public long needing(Direction direction) {
    return known(needing, Role.CLIENT).stream()
        .filter(client -> client.channel().direction().equals(direction.label()))
        .map(LegacyClient::key)
        .distinct()
        .count();
  }

  /** How many times an old version was used lately by those of whom the logs tell nothing. */
  public long usesOfNobody() {
    return needing.stream()
        .filter(client -> !client.isKnown())
        .mapToLong(client -> client.use().requests())
        .sum();
  }

  /** The counts of clients, the protocols with the most that need an old version first. */
  public List<ProtocolCount> perProtocol() {
    return perProtocol;
  }

  /** The clients that used an old version most recently. */
  public List<LegacyClient> worst(int count) {
    return known(needing, Role.CLIENT).stream().limit(count).toList();
  }

  /** The proxies that used one lately, the most recent use first. */
  public List<LegacyProxy> proxies() {
    return proxies;
  }

  /** The servers of our own that used one lately, by protocol, the most recent use first. */
  public List<LegacyClient> ownServers() {
    return known(needing, Role.OWN_SERVER);
  }

  /** The last use of an old version by a client; if there is none, by anybody who is known. */
  public Optional<LegacyClient> last() {
    return Stream.concat(worst(1).stream(), needing.stream().filter(LegacyClient::isKnown))
        .findFirst();
  }

  /**
   * Those that need an old version and did not before, over no protocol; each once, with its most
   * recent use. Who was a client then and is a proxy now is not new.
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
        .forEach(client -> each.putIfAbsent(client.key(), client));
    return List.copyOf(each.values());
  }
}
