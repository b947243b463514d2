package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the columns of a log that nothing reads and that hold addresses: a proxy may forward its
 * clients' there, under a name that no setting knows. Looks at the first lines under each header.
 *
 * <p>A column in which every address is that of the caller or of the server tells nothing more.
 */
final class IisAddressColumns {

  /** How many lines are looked at. */
  private static final int LINES = 100;

  /** Longer values are no addresses, nor lists of the few that a request comes through. */
  private static final int LONGEST = 512;

  /** What a proxy may say where it knows no address. */
  private static final String UNKNOWN = "unknown";

  private final IisFields fields;
  private final AddressPool addresses;

  /** The columns to look at: of what is refuted, -1. */
  private final int[] unread;

  private final boolean[] tells;
  private int left;

  /**
   * @param fields of the lines to come
   */
  IisAddressColumns(IisFields fields, AddressPool addresses) {
    this.fields = fields;
    this.addresses = addresses;
    this.unread = fields.unread();
    this.tells = new boolean[unread.length];
    this.left = unread.length == 0 ? 0 : LINES;
  }

  /** Whether more lines are to be looked at. */
  boolean isLooking() {
    return left > 0;
  }

  /** Looks at a line. */
  void look(byte[] buffer, IisLine line) {
    left--;
    for (int i = 0; i < unread.length; i++) {
      if (unread[i] >= 0 && !line.isEmpty(buffer, unread[i])) {
        look(i, text(buffer, line, unread[i]), buffer, line);
      }
    }
  }

  private void look(int i, String value, byte[] buffer, IisLine line) {
    if (value.equalsIgnoreCase(UNKNOWN)) {
      return;
    }
    Optional<IpText> address = ForwardedFor.client(value, addresses::address);
    if (address.isEmpty()) {
      unread[i] = -1;
    } else {
      tells[i] |=
          !isSame(address.get(), buffer, line, fields.clientIp())
              && !isSame(address.get(), buffer, line, fields.serverIp());
    }
  }

  private boolean isSame(IpText address, byte[] buffer, IisLine line, int column) {
    return !line.isEmpty(buffer, column)
        && addresses
            .address(text(buffer, line, column))
            .map(other -> other.address().equals(address.address()))
            .orElse(false);
  }

  private static String text(byte[] buffer, IisLine line, int column) {
    int from = line.from(column);
    int length = Math.min(LONGEST, line.to(column) - from);
    return new String(buffer, from, length, StandardCharsets.UTF_8);
  }

  /** The names of those that were found, as the header has them; ends the search. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < unread.length; i++) {
      if (unread[i] >= 0 && tells[i]) {
        found.add(fields.names().get(unread[i]));
      }
    }
    Arrays.fill(tells, false);
    left = 0;
    return found;
  }
}
