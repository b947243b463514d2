package org.tlssunset.synthetic.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Tls;

/**
 * What is true of a row, and so of each line that it is made of.
 *
 * @param party the client's name in {@link PartyTruth#clients}, or an own server's as it is to be
 *     named; null if the row is of many, of nobody, or of one that has no one name
 * @param role client, proxy, own-server or probe: whose connection it was
 * @param through the name of the listed proxy that made the connection, or passed it on; null if
 *     none is to be named
 * @param address the client's, canonical (RFC 5952); of an own server's or a probe's own connection
 *     that of the peer
 * @param tls the version of the client's own connection, {@code TLS 1.2}; null if it came in clear,
 *     or did not get so far
 * @param counts whether the row is counted: neither a probe's nor one of which another row tells,
 *     too
 */
public record RowTruth(
    PartyStory story,
    @Nullable String party,
    Fact role,
    @Nullable String through,
    Fact address,
    Fact tls,
    boolean counts) {

  /** A client's own connection: the log tells all of it. */
  public static RowTruth ofClient(PartyStory story, Caller caller) {
    return own(story, caller.name(), "client", caller.address(), caller.tls(), true);
  }

  /** The connection of a proxy that hides a client. */
  static RowTruth ofProxy(PartyStory story, Caller client, Proxy proxy) {
    return ofProxy(story, client, proxy.listedName());
  }

  /**
   * The same.
   *
   * @param proxy its name in the configuration
   */
  public static RowTruth ofProxy(PartyStory story, Caller client, String proxy) {
    return new RowTruth(
        story,
        client.name(),
        Fact.known("proxy"),
        proxy,
        Fact.hidden(client.address()),
        Fact.hidden(version(client.tls())),
        true);
  }

  /** The connection to a proxy behind which many are called. */
  static RowTruth ofSmartHost(PartyStory story) {
    return new RowTruth(
        story,
        null,
        Fact.known("proxy"),
        Proxy.GATEWAY.listedName(),
        Fact.hidden(null),
        Fact.hidden(null),
        true);
  }

  /**
   * What an own server does for itself.
   *
   * @param server its name; null if its address names none
   */
  public static RowTruth ofServer(
      PartyStory story, @Nullable String server, String address, @Nullable Tls tls) {
    return own(story, server, "own-server", address, tls, true);
  }

  /** A hop between own servers that carries others' sessions or requests. */
  static RowTruth ofInnerHop(PartyStory story) {
    return new RowTruth(
        story, null, Fact.known("own-server"), null, Fact.hidden(null), Fact.hidden(null), false);
  }

  /** A health check that calls by itself. */
  public static RowTruth ofProbe(PartyStory story, String address, @Nullable Tls tls) {
    return own(story, null, "probe", address, tls, false);
  }

  /** A health check that comes through others. */
  static RowTruth ofHiddenProbe(PartyStory story) {
    return new RowTruth(
        story, null, Fact.known("probe"), null, Fact.hidden(null), Fact.hidden(null), false);
  }

  private static RowTruth own(
      PartyStory story,
      @Nullable String party,
      String role,
      String address,
      @Nullable Tls tls,
      boolean counts) {
    return new RowTruth(
        story,
        party,
        Fact.known(role),
        null,
        Fact.known(address),
        Fact.known(version(tls)),
        counts);
  }

  private static @Nullable String version(@Nullable Tls tls) {
    return tls == null ? null : tls.version();
  }

  /** The client's own connection, which a proxy passed on. */
  RowTruth through(Proxy proxy) {
    return new RowTruth(story, party, role, proxy.listedName(), address, tls, counts);
  }

  RowTruth hidingRole() {
    return new RowTruth(story, party, role.hidden(), through, address, tls, counts);
  }

  RowTruth hidingAddress() {
    return new RowTruth(story, party, role, through, address.hidden(), tls, counts);
  }

  public RowTruth showingAddress() {
    return new RowTruth(story, party, role, through, address.shown(), tls, counts);
  }

  public RowTruth hidingTls() {
    return new RowTruth(story, party, role, through, address, tls.hidden(), counts);
  }

  RowTruth showingTls() {
    return new RowTruth(story, party, role, through, address, tls.shown(), counts);
  }
}
