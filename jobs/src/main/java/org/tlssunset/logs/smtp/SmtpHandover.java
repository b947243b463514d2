package org.tlssunset.logs.smtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.IpText;

/**
 * A command with which one server hands a client's session to another: {@code XPROXYFROM SID=08D…
 * IP=192.0.2.7 PORT=51326 DOMAIN=mail.example.com …}, or {@code XPROXY} with the same words where
 * the client has signed in.
 *
 * @param time microseconds since 1970
 * @param line its line in the log
 */
record SmtpHandover(InnerClient.Client client, long time, long line) {

  private static final Phrase SID = new Phrase("SID=");
  private static final Phrase IP = new Phrase("IP=");
  private static final Phrase PORT = new Phrase("PORT=");
  private static final Phrase DOMAIN = new Phrase("DOMAIN=");

  private static final int HIGHEST_PORT = 65_535;

  /**
   * Reads the words behind the command.
   *
   * @return null if they name neither a session nor an address
   */
  static @Nullable SmtpHandover of(
      byte[] buffer, int from, int to, SmtpText text, AddressPool addresses, long time, long line) {
    String sid = null;
    String ip = null;
    String name = null;
    Integer port = null;
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && buffer[end] != ' ') {
        end++;
      }
      if (SID.begins(buffer, at, end)) {
        sid = word(text, buffer, at + SID.length(), end);
      } else if (IP.begins(buffer, at, end)) {
        ip = word(text, buffer, at + IP.length(), end);
      } else if (PORT.begins(buffer, at, end)) {
        int number = ByteScan.number(buffer, at + PORT.length(), end);
        port = number < 0 || number > HIGHEST_PORT ? null : (Integer) number;
      } else if (DOMAIN.begins(buffer, at, end)) {
        name = word(text, buffer, at + DOMAIN.length(), end);
      }
      at = end + 1;
    }
    if (sid == null && ip == null) {
      return null;
    }
    Optional<IpText> address = ip == null ? Optional.empty() : addresses.address(ip);
    return new SmtpHandover(
        new InnerClient.Client(sid, address.map(IpText::address).orElse(null), ip, port, name),
        time,
        line);
  }

  private static @Nullable String word(SmtpText text, byte[] buffer, int from, int to) {
    return from == to ? null : text.of(buffer, from, to);
  }
}
