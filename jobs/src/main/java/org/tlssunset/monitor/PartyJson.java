package org.tlssunset.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.ProxySetting;
import org.tlssunset.party.Forwarder;
import org.tlssunset.party.tables.PartyWarnings;
import org.tlssunset.party.tables.SingleTls;

/**
 * The block {@code parties} of a status as JSON: where parties may be others than is believed. Each
 * kind is an object with the count of {@code all} and the {@code first} of them.
 */
final class PartyJson {

  private PartyJson() {}

  /** Returns names and values; a value is null where it is unknown. */
  static Map<String, @Nullable Object> of(PartyWarnings parties) {
    return StatusJson.map(
        "days", PartyWarnings.DAYS,
        "forwarding", named(parties.forwarders(), PartyJson::forwarder),
        "alike_peers",
            named(
                parties.peers(),
                peer -> with(StatusJson.map("client_ip", peer.address()), peer.shows())),
        "alike_endpoints", named(parties.endpoints(), PartyJson::endpoint),
        "gateways", named(parties.gateways(), PartyJson::gateway),
        "shared_addresses",
            named(
                parties.shared(),
                address ->
                    StatusJson.map(
                        "address", address.address(), "learned_from", address.learnedFrom())));
  }

  private static Map<String, @Nullable Object> forwarder(Forwarder forwarder) {
    return StatusJson.map(
        "client_ip", forwarder.peer(),
        "servers", forwarder.servers(),
        "requests", forwarder.requests(),
        "addresses", forwarder.claim().addresses(),
        "more_addresses", forwarder.claim().isMore(),
        "claims_our_addresses", forwarder.claim().isOurs(),
        "last_seen", forwarder.last(),
        "setting", forwarder.claim().isOurs() ? null : ProxySetting.of(forwarder.peer()));
  }

  private static Map<String, @Nullable Object> endpoint(PartyWarnings.Endpoint end) {
    return with(
        StatusJson.map(
            "server", end.server(), "server_port", end.port(), "protocol", end.protocol()),
        end.shows());
  }

  private static Map<String, @Nullable Object> gateway(PartyWarnings.Gateway gateway) {
    return StatusJson.map(
        "server", gateway.server(),
        "connector", gateway.connector(),
        "client_name", gateway.name(),
        "messages", gateway.messages(),
        "last_seen", gateway.last());
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> where, SingleTls shows) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(where);
    all.putAll(
        StatusJson.map(
            "tls_version", shows.version(),
            "cipher", shows.cipher(),
            "key_exchange", shows.keyExchange(),
            "programs", shows.programs(),
            "users", shows.users(),
            "clients", shows.clients(),
            "last_seen", shows.last()));
    return all;
  }

  private static <T> Map<String, @Nullable Object> named(
      PartyWarnings.Named<T> named, Function<T, Map<String, @Nullable Object>> one) {
    return StatusJson.map("all", named.all(), "first", named.first().stream().map(one).toList());
  }
}
