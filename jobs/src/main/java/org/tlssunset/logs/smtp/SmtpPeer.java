package org.tlssunset.logs.smtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.ObservationColumn;

/** The other end of a session, as its lines tell it. */
final class SmtpPeer {

  private @Nullable SmtpEndpoint endpoint;
  private byte[] logged = {};

  boolean isKnown() {
    return endpoint != null;
  }

  /**
   * @param remote the other end, as the line has it from {@code from} to before {@code to}
   */
  void set(SmtpEndpoint remote, byte[] buffer, int from, int to) {
    endpoint = remote;
    if (!is(buffer, from, to)) {
      logged = Arrays.copyOfRange(buffer, from, to);
    }
  }

  /** Whether the bytes are those that it was read from. */
  boolean is(byte[] buffer, int from, int to) {
    return Arrays.equals(logged, 0, logged.length, buffer, from, to);
  }

  /** Whether a line's remote end is another host or port, whatever the spelling. */
  boolean isOther(SmtpEndpoint remote) {
    SmtpEndpoint known = endpoint;
    return known != null && known.isOther(remote);
  }

  private @Nullable IpText address() {
    SmtpEndpoint known = endpoint;
    return known == null ? null : known.address();
  }

  /** Fills the columns that tell of it. */
  void fill(Observation row) {
    SmtpEndpoint known = endpoint;
    if (known != null) {
      row.set(ObservationColumn.PEER_IP, known.host())
          .set(ObservationColumn.PEER_PORT, known.port());
    }
    IpText address = address();
    if (address != null) {
      row.set(ObservationColumn.CLIENT_IP, address.address())
          .set(ObservationColumn.CLIENT_IP_FROM, ClientIpFrom.LOG);
    }
  }
}
