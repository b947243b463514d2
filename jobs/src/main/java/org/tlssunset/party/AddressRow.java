package org.tlssunset.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ForwardingFields;
import org.tlssunset.schema.Labelled;

/**
 * What is known of an address as a row of plain values, for the table {@code addresses}.
 *
 * @param address an address or a network, canonical; null for a proxy that has none of its own
 * @param validFrom the first day, in days since 1970-01-01; null: from ever
 * @param validUntil the last day, with it; null: for ever
 * @param what a label of {@link KnownAs}
 * @param name of the server or proxy; null if it has none
 * @param learnedFrom in words
 * @param proxy its settings; null if it is none
 */
public record AddressRow(
    @Nullable String address,
    @Nullable Integer validFrom,
    @Nullable Integer validUntil,
    String what,
    @Nullable String name,
    String learnedFrom,
    @Nullable OfProxy proxy) {

  /**
   * The columns that only proxies have.
   *
   * @param kind a label of {@link ProxyKind}
   * @param protocols labels of {@link org.tlssunset.schema.Protocol}; empty: all
   * @param servers names; empty: all
   * @param ports of the servers; empty: all
   */
  public record OfProxy(
      String kind,
      List<String> protocols,
      List<String> servers,
      List<Integer> ports,
      boolean preservesAddress,
      ForwardingFields fields) {

    private static OfProxy of(ProxyTraits traits) {
      Scope scope = traits.scope();
      return new OfProxy(
          traits.kind().label(),
          scope.protocols(),
          scope.servers(),
          scope.ports(),
          traits.preservesAddress(),
          traits.fields());
    }

    private ProxyTraits traits() {
      return new ProxyTraits(
          ProxyKind.of(kind), new Scope(protocols, servers, ports), preservesAddress, fields);
    }
  }

  /** Returns the row. */
  public static AddressRow of(KnownAddress known) {
    return new AddressRow(
        known.network() == null ? null : known.network().text(),
        known.validity().from(),
        known.validity().until(),
        known.what().label(),
        known.name(),
        known.learnedFrom(),
        known.proxy() == null ? null : OfProxy.of(known.proxy()));
  }

  /**
   * Returns what the row says.
   *
   * @throws IllegalArgumentException if it is none of {@link #of}
   */
  public KnownAddress known() {
    KnownAs known = Labelled.find(KnownAs.values(), what);
    if (known == null) {
      throw new IllegalArgumentException("an address is known as '%s'".formatted(what));
    }
    return new KnownAddress(
        address == null ? null : new Network(address),
        new Validity(validFrom, validUntil),
        known,
        name,
        learnedFrom,
        proxy == null ? null : proxy.traits());
  }
}
