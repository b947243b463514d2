package org.tlssunset.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.party.Connection.Claim;
import org.tlssunset.party.Connection.Ends;
import org.tlssunset.party.Connection.Kind;

/** Rows and addresses of tests. */
final class Parties {

  static final int DAY = 20_000;

  static final Tls TLS = new Tls("negotiated", "TLS 1.0", "AES_128");

  static final ForwardingFields X_FORWARDED_FOR =
      new ForwardingFields(List.of("X-Forwarded-For"), List.of(), List.of());

  private Parties() {}

  static KnownAddress own(String address, @Nullable String name) {
    return new KnownAddress(
        new Network(address),
        Validity.ALWAYS,
        KnownAs.OWN_SERVER,
        name,
        KnownAddress.CONFIGURATION,
        null);
  }

  static KnownAddress ownNetwork(String network) {
    return new KnownAddress(
        new Network(network),
        Validity.ALWAYS,
        KnownAs.OWN_NETWORK,
        null,
        KnownAddress.CONFIGURATION,
        null);
  }

  static KnownAddress proxy(String network, String name) {
    return proxy(
        network, name, new ProxyTraits(ProxyKind.TLS_ENDING, Scope.ALL, false, X_FORWARDED_FOR));
  }

  static KnownAddress proxy(@Nullable String network, String name, ProxyTraits traits) {
    return new KnownAddress(
        network == null ? null : new Network(network),
        Validity.ALWAYS,
        KnownAs.PROXY,
        name,
        KnownAddress.CONFIGURATION,
        traits);
  }

  /** A request to EX01 at 10.0.0.11, port 443. */
  static Connection request(@Nullable String peer) {
    return new Connection(
        new Kind("iis", "inbound", "ews", "W3SVC1"),
        new Ends("EX01", "10.0.0.11", 443, peer),
        DAY,
        null,
        false,
        Claim.NONE,
        TLS);
  }

  static Connection with(Connection row, Kind kind) {
    return new Connection(
        kind, row.ends(), row.day(), row.inner(), row.isProbe(), row.claim(), row.tls());
  }

  static Connection with(Connection row, Ends ends) {
    return new Connection(
        row.kind(), ends, row.day(), row.inner(), row.isProbe(), row.claim(), row.tls());
  }

  static Connection with(Connection row, Claim claim) {
    return new Connection(
        row.kind(), row.ends(), row.day(), row.inner(), row.isProbe(), claim, row.tls());
  }

  static Connection forwarding(Connection row, @Nullable String forwardedFor) {
    return with(row, new Claim(forwardedFor, null, null));
  }

  static Connection inner(Connection row) {
    return new Connection(
        row.kind(), row.ends(), row.day(), true, row.isProbe(), row.claim(), row.tls());
  }

  static Connection probe(Connection row) {
    return new Connection(
        row.kind(), row.ends(), row.day(), row.inner(), true, row.claim(), row.tls());
  }

  static Connection on(Connection row, int day) {
    return new Connection(
        row.kind(), row.ends(), day, row.inner(), row.isProbe(), row.claim(), row.tls());
  }
}
