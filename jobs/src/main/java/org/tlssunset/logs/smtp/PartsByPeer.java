package org.tlssunset.logs.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ObservationColumn;

/**
 * Tells the connections apart of which parts have the same session id: by the peer's address and
 * port. What one peer did must never stand in another one's row.
 *
 * <p>A part that does not tell its peer belongs to the only one that was connected to; if there are
 * several, to none of them.
 */
final class PartsByPeer {

  /** The parts of one connection; the first that tells its peer names it. */
  private static final class Connection {

    private final List<SmtpPart> parts = new ArrayList<>(2);
    private final String host;
    private @Nullable Object port;

    Connection(SmtpPart first, String host) {
      this.host = host;
      add(first);
    }

    boolean isOf(SmtpPart part) {
      Object other = part.seen().get(ObservationColumn.PEER_PORT);
      return host.equals(host(part)) && (port == null || other == null || port.equals(other));
    }

    void add(SmtpPart part) {
      parts.add(part);
      port = port == null ? part.seen().get(ObservationColumn.PEER_PORT) : port;
    }

    boolean isConnected() {
      return parts.stream().anyMatch(SmtpPart::isConnected);
    }
  }

  private PartsByPeer() {}

  /**
   * The parts of each connection, in the order of their first.
   *
   * @param parts with an equal key, in order
   */
  static List<List<SmtpPart>> of(List<SmtpPart> parts) {
    List<Connection> connections = new ArrayList<>(1);
    List<SmtpPart> peerless = new ArrayList<>();
    for (SmtpPart part : parts) {
      String host = host(part);
      if (host == null) {
        peerless.add(part);
      } else {
        add(connections, part, host);
      }
    }
    List<List<SmtpPart>> apart = new ArrayList<>();
    connections.forEach(connection -> apart.add(connection.parts));
    if (!peerless.isEmpty()) {
      List<Connection> connected = connections.stream().filter(Connection::isConnected).toList();
      boolean isOne = connected.size() == 1 || connections.size() == 1;
      if (isOne) {
        (connected.isEmpty() ? connections : connected).get(0).parts.addAll(peerless);
      } else {
        apart.add(peerless);
      }
    }
    return apart;
  }

  private static void add(List<Connection> connections, SmtpPart part, String host) {
    for (Connection connection : connections) {
      if (connection.isOf(part)) {
        connection.add(part);
        return;
      }
    }
    connections.add(new Connection(part, host));
  }

  /** The peer's address, in one spelling, or what is logged in its place; null if nothing is. */
  private static @Nullable String host(SmtpPart part) {
    String address = part.seen().text(ObservationColumn.CLIENT_IP);
    return address == null ? part.seen().text(ObservationColumn.PEER_IP) : address;
  }
}
