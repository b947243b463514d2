package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.IpText;
import org.tlssunset.logs.TextPool;

/**
 * One end of a connection as an SMTP protocol log writes it: {@code 10.0.0.1:25}, {@code
 * [2001:db8::1]:25}, without the brackets or the port too, masked or broken.
 *
 * <p>Without brackets, what can be read as an IPv6 address is taken as one without a port.
 *
 * @param host as logged, without port and brackets
 * @param port null if there is none
 * @param address null if the host is no address
 */
record SmtpEndpoint(String host, @Nullable Integer port, @Nullable IpText address) {

  private static final int HIGHEST_PORT = 65_535;

  /** The endpoint at {@code from} to before {@code to}; null if there is nothing. */
  static @Nullable SmtpEndpoint of(
      byte[] buffer, int from, int to, TextPool texts, AddressPool addresses) {
    if (from == to) {
      return null;
    }
    int colon = to - 1;
    int colons = 0;
    for (int i = to - 1; i >= from; i--) {
      if (buffer[i] == ':' && ++colons == 1) {
        colon = i;
      }
    }
    if (colons > 1 && buffer[from] != '[') {
      IpText whole = addresses.address(texts.text(buffer, from, to)).orElse(null);
      if (whole != null) {
        return new SmtpEndpoint(texts.text(buffer, from, to), null, whole);
      }
    }
    boolean hasPort = colons > 0 && buffer[to - 1] != ']';
    int hostFrom = from;
    int hostTo = hasPort ? colon : to;
    if (hostTo - hostFrom > 2 && buffer[hostFrom] == '[' && buffer[hostTo - 1] == ']') {
      hostFrom++;
      hostTo--;
    }
    String host = texts.text(buffer, hostFrom, hostTo);
    return new SmtpEndpoint(
        host, hasPort ? port(buffer, colon + 1, to) : null, addresses.address(host).orElse(null));
  }

  /** Whether both cannot be the same: another host, or another port where both tell it. */
  boolean isOther(SmtpEndpoint that) {
    boolean isSameHost =
        address == null || that.address == null
            ? host.equals(that.host)
            : address.address().equals(that.address.address());
    return !isSameHost || (port != null && that.port != null && !port.equals(that.port));
  }

  private static @Nullable Integer port(byte[] buffer, int from, int to) {
    int port = ByteScan.number(buffer, from, to);
    return port < 0 || port > HIGHEST_PORT ? null : (Integer) port;
  }
}
