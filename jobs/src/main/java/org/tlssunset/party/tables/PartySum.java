package org.tlssunset.party.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@link PartySums}. Of programs, users and clients so many are told apart at most:
 * {@value #MOST}.
 */
final class PartySum implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int MOST = 1_000;

  /** What is summed up. */
  enum What {
    /** A client that claims to forward, with a server; the detail is the list. */
    FORWARDED,
    /** A client, with what TLS it showed. */
    PEER,
    /** An end of our servers, with what TLS clients showed there. */
    ENDPOINT,
    /** A server that hands mail to itself, with its connector; the detail is the EHLO name. */
    GATEWAY
  }

  /**
   * What tells a sum from others; null where its kind does not go by that.
   *
   * @param place the protocol, or the connector
   */
  record Key(
      What what,
      @Nullable String clientIp,
      @Nullable String server,
      @Nullable Integer port,
      @Nullable String place,
      @Nullable String detail)
      implements Serializable {}

  /** What a connection showed of its TLS. */
  record Tls(String version, String cipher, String keyExchange) implements Serializable {}

  /** What a row adds to its sums. */
  record Used(
      long requests,
      long messages,
      long last,
      @Nullable String program,
      @Nullable String user,
      @Nullable String client) {}

  private @Nullable Tls tls;
  private boolean isOneTls = true;
  private long requests;
  private long messages;
  private long last = Long.MIN_VALUE;
  private final Set<String> programs = new HashSet<>(2);
  private final Set<String> users = new HashSet<>(2);
  private final Set<String> clients = new HashSet<>(2);

  void add(Used used) {
    requests += used.requests;
    messages += used.messages;
    last = Math.max(last, used.last);
  }

  void add(Used used, Tls shown) {
    add(used);
    isOneTls &= tls == null || tls.equals(shown);
    tls = shown;
    put(programs, used.program);
    put(users, used.user);
    put(clients, used.client);
  }

  private static void put(Set<String> some, @Nullable String one) {
    if (one != null && some.size() < MOST) {
      some.add(one);
    }
  }

  PartySum plus(PartySum other) {
    requests += other.requests;
    messages += other.messages;
    last = Math.max(last, other.last);
    isOneTls &= other.isOneTls && (tls == null || other.tls == null || tls.equals(other.tls));
    tls = tls == null ? other.tls : tls;
    other.programs.forEach(one -> put(programs, one));
    other.users.forEach(one -> put(users, one));
    other.clients.forEach(one -> put(clients, one));
    return this;
  }

  long requests() {
    return requests;
  }

  long messages() {
    return messages;
  }

  Instant last() {
    return Instant.EPOCH.plus(last, ChronoUnit.MICROS);
  }

  /** Whether it is one that somebody should look at. */
  boolean matters(Key key) {
    SingleTls single = single();
    return switch (key.what()) {
      case FORWARDED, GATEWAY -> true;
      case PEER -> single != null && single.isOfManyPrograms();
      case ENDPOINT -> single != null && single.isOfManyClients();
    };
  }

  /** What all showed; null if not all showed the same. */
  @Nullable SingleTls single() {
    Tls shown = tls;
    return shown == null || !isOneTls
        ? null
        : new SingleTls(
            shown.version,
            shown.cipher,
            shown.keyExchange,
            programs.size(),
            users.size(),
            clients.size(),
            last());
  }
}
