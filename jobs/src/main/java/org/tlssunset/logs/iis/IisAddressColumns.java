package org.tlssunset.logs.iis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlssunset.logs.AddressPool;

/**
 * Finds the columns of a log that nothing reads and that hold addresses: a proxy may forward its
 * clients' there, under a name that no setting knows. Looks at the first values under each header.
 *
 * <p>A column in which every address is that of the caller or of the server tells nothing more. One
 * may hold other things, too, in fewer lines: whoever calls through no proxy can put anything
 * there.
 */
final class IisAddressColumns {

  /** How many values of a column are looked at. */
  private static final int VALUES = 100;

  /** Longer values are no addresses, nor lists of the few that a request comes through. */
  private static final int LONGEST = 512;

  private final IisFields fields;
  private final AddressPool addresses;

  /** The columns to look at. */
  private final int[] unread;

  /** How many values each has had, how many of them were addresses, whether one was another's. */
  private final int[] values;

  private final int[] found;
  private final boolean[] tells;

  /** How many columns have had fewer values than are looked at. */
  private int left;

  /**
   * @param fields of the lines to come
   */
  IisAddressColumns(IisFields fields, AddressPool addresses) {
    this.fields = fields;
    this.addresses = addresses;
    this.unread = fields.unread();
    this.values = new int[unread.length];
    this.found = new int[unread.length];
    this.tells = new boolean[unread.length];
    this.left = unread.length;
  }

  /** Whether more lines are to be looked at: as long as a column may have more to tell. */
  boolean isLooking() {
    return left > 0;
  }

  /** Looks at a line. */
  void look(byte[] buffer, IisLine line) {
    for (int i = 0; i < unread.length; i++) {
      if (values[i] < VALUES && !line.isEmpty(buffer, unread[i])) {
        look(i, text(buffer, line, unread[i]), buffer, line);
      }
    }
  }

  private void look(int i, String value, byte[] buffer, IisLine line) {
    if (value.equalsIgnoreCase(ForwardedList.UNKNOWN)) {
      return;
    }
    values[i]++;
    left -= values[i] == VALUES ? 1 : 0;
    List<String> entries = new ArrayList<>(ForwardedList.entries(value, addresses::address));
    entries.removeIf(ForwardedList.UNKNOWN::equals);
    if (!entries.isEmpty()) {
      found[i]++;
      entries.removeIf(entry -> isAddressIn(fields.clientIp(), entry, buffer, line));
      entries.removeIf(entry -> isAddressIn(fields.serverIp(), entry, buffer, line));
      tells[i] |= !entries.isEmpty();
    }
  }

  private boolean isAddressIn(int column, String address, byte[] buffer, IisLine line) {
    return !line.isEmpty(buffer, column)
        && addresses
            .address(text(buffer, line, column))
            .map(other -> other.address().equals(address))
            .orElse(false);
  }

  private static String text(byte[] buffer, IisLine line, int column) {
    int from = line.from(column);
    int length = Math.min(LONGEST, line.to(column) - from);
    return new String(buffer, from, length, StandardCharsets.UTF_8);
  }

  /** The names of those that were found, as the header has them; ends the search. */
  List<String> found() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < unread.length; i++) {
      if (tells[i] && 2 * found[i] > values[i]) {
        names.add(fields.names().get(unread[i]));
      }
    }
    Arrays.fill(tells, false);
    left = 0;
    return names;
  }
}
