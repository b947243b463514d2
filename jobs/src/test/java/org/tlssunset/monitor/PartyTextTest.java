package org.tlssunset.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.party.Forwarder;
import org.tlssunset.party.tables.PartyWarnings;
import org.tlssunset.party.tables.PartyWarnings.Endpoint;
import org.tlssunset.party.tables.PartyWarnings.Gateway;
import org.tlssunset.party.tables.PartyWarnings.Named;
import org.tlssunset.party.tables.PartyWarnings.Peer;
import org.tlssunset.party.tables.PartyWarnings.SharedAddress;
import org.tlssunset.party.tables.SingleTls;

/** What an operator reads of parties that may be others than is believed. */
class PartyTextTest {

  private static final Instant NOON = Instant.parse("2024-10-04T12:00:00Z");

  private static final SingleTls TLS =
      new SingleTls("TLS 1.2", "AES_256", "ECDHE", 25, 0, 60, NOON);

  private static final PartyWarnings ALL =
      new PartyWarnings(
          new Named<>(
              List.of(
                  forwarder("192.0.2.66", new Forwarder.Claim(1, false, true)),
                  forwarder("192.0.2.9", new Forwarder.Claim(10_000, true, false))),
              12),
          new Named<>(List.of(new Peer("192.0.2.50", TLS)), 1),
          new Named<>(List.of(new Endpoint(null, null, "ews", TLS)), 1),
          new Named<>(List.of(new Gateway("EX01", "Relay", null, 1_234, NOON)), 1),
          new Named<>(List.of(new SharedAddress("10.0.0.5", "local use by EX01 and EX02")), 1));

  private static Forwarder forwarder(String peer, Forwarder.Claim claim) {
    return new Forwarder(peer, List.of("EX01", "EX02"), 1_234, claim, NOON);
  }

  private static List<String> text(PartyWarnings parties) {
    StringWriter text = new StringWriter();
    new PartyText(new PrintWriter(text)).print(parties);
    return text.toString().lines().toList();
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(text(PartyWarnings.NONE)).isEmpty();
  }

  @Test
  void eachKindIsCountedAndNamed() {
    assertThat(text(ALL))
        .containsExactly(
            "forwards 12 addresses, in 30 days, say that they call for others and are not listed:"
                + " each is believed to be the client itself until it is",
            "         192.0.2.66 to EX01, EX02: 1,234 requests for 1 addresses: claims our own"
                + " addresses, more likely a forger's, last 2024-10-04T12:00:00Z",
            "         192.0.2.9 to EX01, EX02: 1,234 requests for 10,000 or more addresses, last"
                + " 2024-10-04T12:00:00Z",
            "         … and 10 more",
            "         is one a proxy of yours, write:"
                + " tls-sunset.proxies += { name = \"proxy 192.0.2.9\", networks = [\"192.0.2.9\"], kind = tls-ending }",
            "alike    1 addresses show many programs or users, in 30 days, with one single TLS"
                + " each: is a proxy there that is not listed, or a network behind one address?",
            "         192.0.2.50: 25 programs and 0 users, all with TLS 1.2, AES_256, ECDHE,"
                + " last 2024-10-04T12:00:00Z",
            "alike    1 ends of servers show many clients and programs, in 30 days, with one"
                + " single TLS each: does a proxy end TLS there and hand on the clients' addresses"
                + " (preserves-address)?",
            "         unknown, port unknown, ews: 60 clients and 25 programs, all with TLS"
                + " 1.2, AES_256, ECDHE, last 2024-10-04T12:00:00Z",
            "gateways 1, in 30 days: mail is fed on the server itself, so its client is unknown",
            "         mail is fed on EX01 itself: 1,234 mails at Relay, EHLO unknown, last"
                + " 2024-10-04T12:00:00Z",
            "shared   1 addresses of ours, in 30 days, bear several names, and so name no server:"
                + " own-networks in the configuration acknowledges one",
            "         10.0.0.5: local use by EX01 and EX02");
  }

  @Test
  void theSameAsJson() {
    assertThat(PartyJson.of(ALL).toString())
        .startsWith("{days=30, forwarding={all=12, first=[{client_ip=192.0.2.66, ")
        .contains("claims_our_addresses=true, last_seen=2024-10-04T12:00:00Z, setting=null}")
        .contains(
            "alike_peers={all=1, first=[{client_ip=192.0.2.50, tls_version=TLS 1.2,"
                + " cipher=AES_256, key_exchange=ECDHE, programs=25, users=0, clients=60,"
                + " last_seen=2024-10-04T12:00:00Z}]}")
        .contains("alike_endpoints={all=1, first=[{server=null, server_port=null, protocol=ews, ")
        .contains(
            "gateways={all=1, first=[{server=EX01, connector=Relay, client_name=null,"
                + " messages=1234, last_seen=2024-10-04T12:00:00Z}]}")
        .endsWith(
            "shared_addresses={all=1, first=[{address=10.0.0.5, learned_from=local use by EX01"
                + " and EX02}]}}");
  }
}
