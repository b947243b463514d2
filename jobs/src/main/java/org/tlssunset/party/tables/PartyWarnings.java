package org.tlssunset.party.tables;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.AddressBook;
import org.tlssunset.party.Forwarder;
import org.tlssunset.party.Forwarders;
import org.tlssunset.party.KnownAddress;
import org.tlssunset.party.LearnedAddresses;
import org.tlssunset.party.Validity;
import org.tlssunset.schema.Tables;
import scala.Tuple2;

/**
 * Where the parties may be others than is believed, in some days: what somebody who knows the
 * network should look at. None of it changes what is counted.
 *
 * @param forwarders who claims to forward and is not listed, most requests first
 * @param peers addresses of which one each shows many programs or users with one TLS
 * @param endpoints ends of our servers where many clients show one TLS
 * @param gateways servers that hand mail to themselves, most mails first
 * @param shared addresses of ours that bear several names, and so name no server; none of which the
 *     configuration says anything
 */
public record PartyWarnings(
    Named<Forwarder> forwarders,
    Named<Peer> peers,
    Named<Endpoint> endpoints,
    Named<Gateway> gateways,
    Named<SharedAddress> shared) {

  /** So many days of evidence are looked at: a month has all but the quarterly senders. */
  public static final int DAYS = 30;

  /** Nothing is in doubt. */
  public static final PartyWarnings NONE =
      new PartyWarnings(Named.none(), Named.none(), Named.none(), Named.none(), Named.none());

  /**
   * Some things and how many there are.
   *
   * @param first at most {@value #MOST} of them
   */
  public record Named<T>(List<T> first, long all) {

    private static final int MOST = 10;

    private static <T> Named<T> none() {
      return new Named<>(List.of(), 0);
    }

    private static <T> Named<T> of(List<T> all, Comparator<T> order) {
      return new Named<>(all.stream().sorted(order).limit(MOST).toList(), all.size());
    }
  }

  /** An address that may be a proxy's. */
  public record Peer(String address, SingleTls shows) {}

  /**
   * An end of a server before which a proxy may stand that hands on its clients' addresses.
   *
   * @param server null if unknown
   * @param port null if the log does not tell it
   */
  public record Endpoint(
      @Nullable String server, @Nullable Integer port, String protocol, SingleTls shows) {}

  /**
   * What hands mail to the server on which it runs.
   *
   * @param server null if unknown
   * @param name in EHLO; null if it gave none
   */
  public record Gateway(
      @Nullable String server,
      @Nullable String connector,
      @Nullable String name,
      long messages,
      Instant last) {}

  /**
   * An address of several servers.
   *
   * @param learnedFrom which, and when
   */
  public record SharedAddress(String address, String learnedFrom) {}

  /**
   * Asks the observations, in one pass.
   *
   * @param observations rows of {@code tls_observations}; those of an older version, which lack
   *     columns, tell nothing
   * @param known of addresses
   * @param until the last of the {@value #DAYS} days
   */
  public static PartyWarnings of(
      Dataset<Row> observations, List<KnownAddress> known, LocalDate until) {
    LocalDate from = until.minusDays(DAYS - 1L);
    if (!Arrays.asList(observations.columns()).containsAll(Tables.TLS_OBSERVATIONS.columnNames())) {
      return NONE;
    }
    Forwarders forwarders = new Forwarders(known);
    List<Peer> peers = new ArrayList<>();
    List<Endpoint> endpoints = new ArrayList<>();
    List<Gateway> gateways = new ArrayList<>();
    for (Tuple2<PartySum.Key, PartySum> one : PartySums.of(observations, known, from, until)) {
      PartySum.Key key = one._1();
      PartySum sum = one._2();
      String client = Objects.requireNonNullElse(key.clientIp(), "");
      String text = Objects.requireNonNullElse(key.detail(), "");
      SingleTls shows = sum.single();
      switch (key.what()) {
        case FORWARDED -> forwarders.add(client, key.server(), text, sum.requests(), sum.last());
        case GATEWAY ->
            gateways.add(
                new Gateway(key.server(), key.place(), key.detail(), sum.messages(), sum.last()));
        case PEER -> {
          if (shows != null) {
            peers.add(new Peer(client, shows));
          }
        }
        case ENDPOINT -> {
          if (shows != null) {
            String protocol = Objects.requireNonNullElse(key.place(), "");
            endpoints.add(new Endpoint(key.server(), key.port(), protocol, shows));
          }
        }
      }
    }
    peers.removeIf(peer -> forwarders.contains(peer.address()));
    return new PartyWarnings(
        Named.of(
            forwarders.all().toList(),
            Comparator.comparingLong(Forwarder::requests)
                .reversed()
                .thenComparing(Forwarder::peer)),
        Named.of(
            peers,
            Comparator.<Peer>comparingLong(peer -> peer.shows().programs() + peer.shows().users())
                .reversed()
                .thenComparing(Peer::address)),
        Named.of(
            endpoints,
            Comparator.<Endpoint>comparingLong(end -> end.shows().clients())
                .reversed()
                .thenComparing(Endpoint::toString)),
        Named.of(
            gateways,
            Comparator.comparingLong(Gateway::messages)
                .reversed()
                .thenComparing(Gateway::toString)),
        Named.of(
            shared(known, new Validity((int) from.toEpochDay(), (int) until.toEpochDay())),
            Comparator.comparing(SharedAddress::address)));
  }

  private static List<SharedAddress> shared(List<KnownAddress> known, Validity days) {
    AddressBook book = new AddressBook(known);
    List<SharedAddress> shared = new ArrayList<>();
    for (KnownAddress one : known) {
      if (one.network() != null
          && one.validity().overlaps(days)
          && LearnedAddresses.isOfSeveral(one)
          && !book.isConfigured(one.network().text())) {
        shared.add(new SharedAddress(one.network().text(), one.learnedFrom()));
      }
    }
    return shared;
  }
}
