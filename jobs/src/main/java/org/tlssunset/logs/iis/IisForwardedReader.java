package org.tlssunset.logs.iis;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;

/**
 * Reads what a line's peer says of the client for whom it calls. Called once per spelling and hour.
 */
final class IisForwardedReader {

  /** Names of TLS versions and of cipher suites are shorter, in characters. */
  static final int LONGEST_TLS = 64;

  private final IisTexts texts;
  private final AddressPool addresses;

  IisForwardedReader(IisTexts texts, AddressPool addresses) {
    this.texts = texts;
    this.addresses = addresses;
  }

  /** The peer's claims. */
  IisForwarded read(byte[] buffer, IisForwardingColumns columns, IisLine line) {
    String list = addresses(buffer, columns.addresses(), line);
    String version = tls(buffer, columns.tlsVersion(), line);
    String cipher = tls(buffer, columns.tlsCipher(), line);
    return list == null && version == null && cipher == null
        ? IisForwarded.NOTHING
        : new IisForwarded(list, version, cipher);
  }

  /**
   * The lists of the columns that are filled: X-Forwarded-For's as {@code 203.0.113.7, 10.0.0.9},
   * of every other column as {@code NAME=203.0.113.7}, parted by {@code "; "}.
   *
   * @return null if none is filled
   */
  private @Nullable String addresses(
      byte[] buffer, List<IisForwardingColumns.Addresses> columns, IisLine line) {
    StringJoiner text = new StringJoiner("; ");
    for (IisForwardingColumns.Addresses column : columns) {
      String logged = texts.logged(buffer, line, column.number());
      if (logged != null) {
        boolean isNameless = column.isXForwardedFor() && text.length() == 0;
        String list = String.join(", ", ForwardedList.entries(logged, addresses::address));
        text.add(isNameless ? list : column.name() + "=" + list);
      }
    }
    return text.length() == 0 ? null : text.toString();
  }

  /** The first column that is filled; null if none is, or if its text is too long to be true. */
  private @Nullable String tls(byte[] buffer, List<Integer> columns, IisLine line) {
    for (int column : columns) {
      String text = texts.decoded(buffer, line, column);
      if (text != null) {
        return text.length() > LONGEST_TLS ? null : text;
      }
    }
    return null;
  }
}
