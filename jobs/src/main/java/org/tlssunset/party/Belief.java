package org.tlssunset.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.party.Attribution.Client;
import org.tlssunset.party.Attribution.Listed;
import org.tlssunset.party.Connection.Claim;
import org.tlssunset.party.Connection.Ends;
import org.tlssunset.party.Connection.Kind;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Source;
import org.tlssunset.schema.TlsHop;

/**
 * Whose connection a row was: what follows from the row and from what is known of addresses, and
 * nothing else. What a peer claims is believed of listed proxies alone.
 */
public final class Belief {

  private static final String PROBE = "a health check: it is nobody's mail";

  /** The reason for a row of a server that calls itself: whoever feeds it runs there. */
  public static final String ITSELF = "the server itself";

  private static final String INNER =
      "a hop between our own servers that carries clients' sessions: they are counted where they"
          + " came in";

  private static final String BACK_END =
      "a hop between our own servers to the back end: the request stands in the front end's log,"
          + " too";

  private static final String OWN_SERVER = "the address of an own server, known from ";

  private static final String SMART_HOST = ", to which we send: who is behind it is unknown";

  private static final String LAYER_4 =
      " passes on the client's own TLS: whose it is, its own log would tell";

  private static final String TRANSPARENT = " passes on address and TLS of the client";

  private static final String ADDRESS_SHOWN = " ends the TLS and shows the client's address";

  /** The reason for a row of a client of whose address nothing is known. */
  public static final String NOBODY_KNOWN = "nobody else is known at its address";

  private static final String MASKED = "a client whose address the log hides";

  private static final String CLAIM =
      "; it claims to forward for others and is not listed, which changes nothing";

  /** The names and the port of IIS's back end, which front ends alone call. */
  private static final List<String> BACK_ENDS = List.of("W3SVC2", "Exchange Back End");

  private static final int BACK_END_PORT = 444;

  private final AddressBook book;

  /** Applies the rules to what is known. */
  public Belief(AddressBook book) {
    this.book = book;
  }

  /** Returns whose connection it was. It throws nothing, whatever the row holds. */
  public Attribution of(Connection row) {
    Ends ends = row.ends();
    if (row.isProbe()) {
      return ofPeer(row, Role.PROBE, Listed.NOBODY, false, PROBE);
    }
    AddressBook.Standing peer = book.of(ends.peer());
    boolean isItself =
        peer.isLoopback() || (ends.peer() != null && ends.peer().equals(ends.serverIp()));
    KnownAddress known = fitting(peer.known(), row);
    boolean isOwn = isItself || (known != null && known.what() != KnownAs.PROXY);
    String name = isItself ? server(row) : isOwn && known != null ? known.name() : null;
    if (Boolean.TRUE.equals(row.inner())) {
      return ofOwn(row, name, false, INNER);
    }
    if (isOwn && isOfBackEnd(row)) {
      return ofOwn(row, name, false, BACK_END);
    }
    if (isItself) {
      return ofOwn(row, name, true, ITSELF);
    }
    if (isOwn && known != null) {
      return ofOwn(row, name, true, OWN_SERVER + known.learnedFrom());
    }
    if (known != null && known.proxy() != null) {
      return ofProxy(row, known.proxy(), known.name());
    }
    boolean isInbound = row.kind().direction().equals(Direction.INBOUND.label());
    KnownAddress preserving = isInbound ? fitting(book.preserving(), row) : null;
    if (preserving != null && preserving.proxy() != null) {
      return ofClientShown(row, preserving.proxy(), preserving.name());
    }
    KnownAddress hidden = ends.peer() == null ? mayBe(ends.masked(), row) : null;
    if (hidden != null) {
      return new Attribution(
          Role.CLIENT,
          Client.UNKNOWN,
          TlsHop.PROXY,
          Tls.NOT_LOGGED,
          Listed.NOBODY,
          true,
          MASKED + ": it may be the proxy " + hidden.name() + ", so that nobody's TLS is known");
    }
    String reason = ends.peer() == null ? MASKED : NOBODY_KNOWN;
    return ofPeer(
        row,
        Role.CLIENT,
        Listed.NOBODY,
        true,
        row.claim().forwardedFor() == null ? reason : reason + CLAIM);
  }

  /** A row whose peer is a listed proxy. */
  private Attribution ofProxy(Connection row, ProxyTraits proxy, @Nullable String listedName) {
    Listed listed = new Listed(listedName, null);
    String name = "the proxy " + listedName;
    if (!row.kind().direction().equals(Direction.INBOUND.label())) {
      return new Attribution(
          Role.PROXY,
          Client.UNKNOWN,
          TlsHop.PROXY,
          Tls.NOT_LOGGED,
          listed,
          true,
          name + SMART_HOST);
    }
    if (proxy.kind() == ProxyKind.LAYER_4) {
      return new Attribution(
          Role.CLIENT, Client.UNKNOWN, TlsHop.CLIENT, row.tls(), listed, true, name + LAYER_4);
    }
    ForwardedClient client =
        ForwardedClient.of(
            row.claim().forwardedFor(), proxy.fields().forwardedFor(), book, row.day());
    return new Attribution(
        Role.PROXY,
        Client.of(client.address(), ClientIpFrom.X_FORWARDED_FOR),
        TlsHop.PROXY,
        client.isNext() ? forwardedTls(row.claim(), proxy) : Tls.NOT_LOGGED,
        listed,
        true,
        name + " " + client.reason());
  }

  /** A row whose peer is a client, though it came through a proxy. */
  private static Attribution ofClientShown(
      Connection row, ProxyTraits proxy, @Nullable String listedName) {
    Listed listed = new Listed(listedName, null);
    String name = "the proxy " + listedName;
    if (proxy.kind() == ProxyKind.LAYER_4) {
      return ofPeer(row, Role.CLIENT, listed, true, name + TRANSPARENT);
    }
    return new Attribution(
        Role.PROXY,
        Client.of(row.ends().peer(), ClientIpFrom.LOG),
        TlsHop.PROXY,
        forwardedTls(row.claim(), proxy),
        listed,
        true,
        name + ADDRESS_SHOWN);
  }

  private static Attribution ofOwn(
      Connection row, @Nullable String server, boolean counts, String reason) {
    return ofPeer(row, Role.OWN_SERVER, new Listed(null, server), counts, reason);
  }

  /** A row that tells of the peer itself: address and TLS are its own. */
  private static Attribution ofPeer(
      Connection row, Role role, Listed listed, boolean counts, String reason) {
    Client client = Client.of(row.ends().peer(), ClientIpFrom.LOG);
    return new Attribution(role, client, TlsHop.CLIENT, row.tls(), listed, counts, reason);
  }

  private static Tls forwardedTls(Claim claim, ProxyTraits proxy) {
    return proxy.fields().tlsVersion().isEmpty()
        ? Tls.NOT_LOGGED
        : Tls.forwarded(
            claim.tlsVersion(), proxy.fields().tlsCipher().isEmpty() ? null : claim.tlsCipher());
  }

  private static boolean isOfBackEnd(Connection row) {
    Kind kind = row.kind();
    Integer port = row.portReached();
    return kind.source().equals(Source.IIS.label())
        && (port != null && port == BACK_END_PORT
            || BACK_ENDS.stream().anyMatch(site -> site.equalsIgnoreCase(kind.endpoint())));
  }

  /** The first that is known on the row's day and whose restrictions fit; null if none is. */
  private @Nullable KnownAddress fitting(List<KnownAddress> known, Connection row) {
    for (KnownAddress one : known) {
      if (one.validity().holds(row.day()) && (one.proxy() == null || fits(one.proxy(), row))) {
        return one;
      }
    }
    return null;
  }

  /** The first proxy that ends TLS and that a masked peer may be; null if it can be none. */
  private @Nullable KnownAddress mayBe(@Nullable String masked, Connection row) {
    if (masked == null) {
      return null;
    }
    for (KnownAddress one : book.proxies()) {
      if (one.network() != null
          && one.proxy() != null
          && one.proxy().kind() == ProxyKind.TLS_ENDING
          && one.validity().holds(row.day())
          && fits(one.proxy(), row)
          && MaskedAddress.mayBeIn(one.network(), masked)) {
        return one;
      }
    }
    return null;
  }

  private boolean fits(ProxyTraits proxy, Connection row) {
    Scope scope = proxy.scope();
    return scope.fitsProtocol(row.kind().protocol())
        && scope.fitsPort(row.portReached())
        && (scope.servers().isEmpty() || scope.fitsServer(server(row)));
  }

  /** The name of the server that wrote the log; null if only its address is known, or not even. */
  private @Nullable String server(Connection row) {
    Ends ends = row.ends();
    if (ends.server() != null && book.of(ends.server()).address() == null) {
      return ends.server();
    }
    String address = ends.serverIp() == null ? ends.server() : ends.serverIp();
    KnownAddress known = book.of(address).on(row.day());
    return known != null && known.what() == KnownAs.OWN_SERVER ? known.name() : null;
  }
}
