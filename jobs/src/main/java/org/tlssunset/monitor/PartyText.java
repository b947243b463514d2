package org.tlssunset.monitor;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.ProxySetting;
import org.tlssunset.party.Forwarder;
import org.tlssunset.party.tables.PartyWarnings;
import org.tlssunset.party.tables.SingleTls;

/** Prints for people where parties may be others than is believed; nothing if none may be. */
final class PartyText {

  private static final String INDENT = "         ";

  private final PrintWriter out;

  PartyText(PrintWriter out) {
    this.out = out;
  }

  /** Prints them, a paragraph a kind. */
  void print(PartyWarnings parties) {
    forwarders(parties.forwarders());
    paragraph(
        "alike    %,d addresses show many programs or users, in %d days, with one single TLS each: is a proxy there that is not listed, or a network behind one address?",
        parties.peers(),
        peer ->
            "%s: %,d programs and %,d users, %s"
                .formatted(
                    peer.address(),
                    peer.shows().programs(),
                    peer.shows().users(),
                    tls(peer.shows())));
    paragraph(
        "alike    %,d ends of servers show many clients and programs, in %d days, with one single TLS each: does a proxy end TLS there and hand on the clients' addresses (preserves-address)?",
        parties.endpoints(),
        end ->
            "%s, port %s, %s: %,d clients and %,d programs, %s"
                .formatted(
                    orUnknown(end.server()),
                    orUnknown(end.port()),
                    end.protocol(),
                    end.shows().clients(),
                    end.shows().programs(),
                    tls(end.shows())));
    paragraph(
        "gateways %,d, in %d days: mail is fed on the server itself, so its client is unknown",
        parties.gateways(),
        gateway ->
            "mail is fed on %s itself: %,d mails at %s, EHLO %s, last %s"
                .formatted(
                    orUnknown(gateway.server()),
                    gateway.messages(),
                    orUnknown(gateway.connector()),
                    orUnknown(gateway.name()),
                    gateway.last()));
    paragraph(
        "shared   %,d addresses of ours, in %d days, bear several names, and so name no server: own-networks in the configuration acknowledges one",
        parties.shared(), address -> address.address() + ": " + address.learnedFrom());
  }

  private void forwarders(PartyWarnings.Named<Forwarder> forwarders) {
    paragraph(
        "forwards %,d addresses, in %d days, say that they call for others and are not listed: each is believed to be the client itself until it is",
        forwarders, PartyText::forwarder);
    forwarders.first().stream()
        .filter(forwarder -> !forwarder.claim().isOurs())
        .findFirst()
        .ifPresent(
            forwarder ->
                out.println(
                    INDENT
                        + "is one a proxy of yours, write: "
                        + ProxySetting.of(forwarder.peer())));
  }

  private static String forwarder(Forwarder forwarder) {
    Forwarder.Claim claim = forwarder.claim();
    return "%s to %s: %,d requests for %,d %saddresses%s, last %s"
        .formatted(
            forwarder.peer(),
            forwarder.servers().isEmpty()
                ? orUnknown(null)
                : String.join(", ", forwarder.servers()),
            forwarder.requests(),
            claim.addresses(),
            claim.isMore() ? "or more " : "",
            claim.isOurs() ? ": claims our own addresses, more likely a forger's" : "",
            forwarder.last());
  }

  private static String tls(SingleTls shows) {
    return "all with %s, %s, %s, last %s"
        .formatted(shows.version(), shows.cipher(), shows.keyExchange(), shows.last());
  }

  private <T> void paragraph(
      String heading, PartyWarnings.Named<T> named, Function<T, String> line) {
    if (named.all() == 0) {
      return;
    }
    out.println(heading.formatted(named.all(), PartyWarnings.DAYS));
    List<T> first = named.first();
    first.forEach(one -> out.println(INDENT + line.apply(one)));
    if (named.all() > first.size()) {
      out.println(INDENT + "… and %,d more".formatted(named.all() - first.size()));
    }
  }

  private static String orUnknown(@Nullable Object value) {
    return value == null ? "unknown" : value.toString();
  }
}
