package org.tlssunset.rollup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.PartyKey;
import org.tlssunset.schema.Role;

/**
 * A party of a row of usage, valid as long as the row is.
 *
 * @param row as {@link UsageRow} has it
 * @param isItself whether it made the connection; else it is a client behind the proxy that did
 * @param address null if it is not known
 */
record Party(InternalRow row, boolean isItself, @Nullable UTF8String address) {

  private static final UTF8String OWN_SERVER = UTF8String.fromString(Role.OWN_SERVER.label());
  private static final UTF8String PROBE = UTF8String.fromString(Role.PROBE.label());

  /**
   * One of the parties of a row.
   *
   * @param group 0: who made the connection; 1: the client behind the proxy that did
   */
  static Party of(InternalRow row, int group) {
    UTF8String client = Uses.text(row, UsageRow.CLIENT_IP);
    if (group > 0) {
      return new Party(row, false, client);
    }
    if (!UsageRow.isOfProxy(row) || UsageRow.isSettled(row)) {
      // Behind a balancer that passes TLS on, whoever called is not at its address.
      return new Party(row, true, client);
    }
    // Where the client's address shows although a proxy called, the proxy has none.
    UTF8String peer = Uses.text(row, UsageRow.PEERS_ADDRESS);
    return new Party(row, true, peer != null && peer.equals(client) ? null : peer);
  }

  /** Its role: behind a proxy stands a client. */
  UTF8String role() {
    return isItself ? row.getUTF8String(UsageRow.ROLE) : UsageRow.CLIENT;
  }

  /** Its name as logged; of a proxy or a server of ours without one, that which it is known by. */
  @Nullable UTF8String name() {
    UTF8String logged = Uses.text(row, UsageRow.CLIENT_NAME);
    if (logged != null || !isItself) {
      return logged;
    }
    return listedName();
  }

  private @Nullable UTF8String listedName() {
    return Uses.text(row, UsageRow.isOfProxy(row) ? UsageRow.PROXY : UsageRow.OWN_SERVER);
  }

  /** Who signed in: none of them is the proxy. */
  @Nullable UTF8String user() {
    return isProxy() ? null : Uses.text(row, UsageRow.USER_NAME);
  }

  private boolean isProxy() {
    return UsageRow.isOfProxy(row) && isItself;
  }

  /**
   * Who it is, see {@link ClientKey}.
   *
   * @param isFolded whether as parties are compared, else as they are shown
   */
  @Nullable UTF8String client(boolean isFolded) {
    if (address != null) {
      return address;
    }
    if (UsageRow.isSettled(row)) {
      UTF8String known = Uses.text(row, UsageRow.KNOWN_CLIENT);
      return known == null || !isFolded
          ? known
          : UTF8String.fromString(ClientKey.folded(known.toString()));
    }
    String peer = isProxy() ? null : string(peer());
    String key = ClientKey.of(null, peer, string(name()), string(user()));
    return UTF8String.fromString(key == null || !isFolded ? key : ClientKey.folded(key));
  }

  /** The other end as logged, where the client's address is another or unknown. */
  private @Nullable UTF8String peer() {
    UTF8String address = Uses.text(row, UsageRow.PEERS_ADDRESS);
    return address == null ? Uses.text(row, UsageRow.PEER_IP) : address;
  }

  /** Who it is beyond its address, see {@link PartyKey}; null if nothing is known. */
  @Nullable UTF8String key() {
    UTF8String role = role();
    boolean isOurs = role.equals(OWN_SERVER) || isProxy();
    UTF8String listed = isOurs && isItself ? listedName() : null;
    if (listed != null) {
      return listed;
    }
    String user = role.equals(PROBE) || isOurs ? null : told(user());
    if (user != null) {
      return UTF8String.fromString(PartyKey.ofUser(user));
    }
    if (!UsageRow.INBOUND.equals(row.getUTF8String(UsageRow.DIRECTION)) && !isOurs) {
      String registered = RegisteredName.of(string(name()));
      if (registered != null) {
        return UTF8String.fromString(registered);
      }
    }
    return address == null
        ? client(true)
        : isOurs
            ? address
            : UTF8String.fromString(PartyKey.ofCaller(address.toString(), string(callersName())));
  }

  /** What tells two hosts behind one address apart. */
  private @Nullable UTF8String callersName() {
    return UsageRow.INBOUND.equals(row.getUTF8String(UsageRow.DIRECTION)) ? name() : null;
  }

  private static @Nullable String told(@Nullable UTF8String name) {
    String text = name == null ? "" : name.toString().strip();
    return text.isEmpty() || text.equals("-") ? null : text;
  }

  private static @Nullable String string(@Nullable UTF8String text) {
    return text == null ? null : text.toString();
  }
}
