package org.tlssunset.synthetic;

import static org.tlssunset.synthetic.IisColumn.CLIENT_IP;
import static org.tlssunset.synthetic.IisColumn.COMPUTER;
import static org.tlssunset.synthetic.IisColumn.CRYPT_CIPHER;
import static org.tlssunset.synthetic.IisColumn.CRYPT_HASH;
import static org.tlssunset.synthetic.IisColumn.CRYPT_KEYEXCHANGE;
import static org.tlssunset.synthetic.IisColumn.CRYPT_PROTOCOL;
import static org.tlssunset.synthetic.IisColumn.DATE;
import static org.tlssunset.synthetic.IisColumn.FORWARDED_FOR;
import static org.tlssunset.synthetic.IisColumn.METHOD;
import static org.tlssunset.synthetic.IisColumn.PORT;
import static org.tlssunset.synthetic.IisColumn.QUERY;
import static org.tlssunset.synthetic.IisColumn.REFERER;
import static org.tlssunset.synthetic.IisColumn.SERVER_IP;
import static org.tlssunset.synthetic.IisColumn.SITE;
import static org.tlssunset.synthetic.IisColumn.STATUS;
import static org.tlssunset.synthetic.IisColumn.STEM;
import static org.tlssunset.synthetic.IisColumn.SUBSTATUS;
import static org.tlssunset.synthetic.IisColumn.TIME;
import static org.tlssunset.synthetic.IisColumn.TIME_TAKEN;
import static org.tlssunset.synthetic.IisColumn.USER;
import static org.tlssunset.synthetic.IisColumn.USER_AGENT;
import static org.tlssunset.synthetic.IisColumn.WIN32_STATUS;

import java.util.Arrays;
import java.util.List;

/** Which columns an IIS log has, in which order. */
final class IisLayout {

  /** What an administrator sets who wants to know of TLS and of proxies. */
  static final IisLayout FULL =
      of(
          DATE,
          TIME,
          SERVER_IP,
          METHOD,
          STEM,
          QUERY,
          PORT,
          USER,
          CLIENT_IP,
          USER_AGENT,
          REFERER,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE,
          FORWARDED_FOR);

  /** What IIS logs unless told otherwise. */
  static final IisLayout PLAIN =
      of(
          DATE,
          TIME,
          SERVER_IP,
          METHOD,
          STEM,
          QUERY,
          PORT,
          USER,
          CLIENT_IP,
          USER_AGENT,
          REFERER,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN);

  private static final IisLayout REORDERED =
      of(
          TIME,
          DATE,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE,
          CLIENT_IP,
          FORWARDED_FOR,
          USER,
          SERVER_IP,
          PORT,
          METHOD,
          STEM,
          QUERY,
          USER_AGENT,
          REFERER,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN);

  private static final IisLayout WITH_SITE =
      of(
          DATE,
          TIME,
          SITE,
          SERVER_IP,
          METHOD,
          STEM,
          QUERY,
          PORT,
          USER,
          CLIENT_IP,
          USER_AGENT,
          REFERER,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE,
          FORWARDED_FOR);

  private static final IisLayout WITH_SERVER =
      of(
          DATE,
          TIME,
          SITE,
          COMPUTER,
          SERVER_IP,
          METHOD,
          STEM,
          QUERY,
          PORT,
          USER,
          CLIENT_IP,
          USER_AGENT,
          REFERER,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE,
          FORWARDED_FOR);

  private static final IisLayout WITHOUT_DATE =
      of(
          TIME,
          SERVER_IP,
          METHOD,
          STEM,
          PORT,
          USER,
          CLIENT_IP,
          USER_AGENT,
          STATUS,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE,
          FORWARDED_FOR);

  private static final IisLayout WITHOUT_USERS =
      of(
          DATE,
          TIME,
          SERVER_IP,
          METHOD,
          STEM,
          PORT,
          CLIENT_IP,
          STATUS,
          SUBSTATUS,
          WIN32_STATUS,
          TIME_TAKEN,
          CRYPT_PROTOCOL,
          CRYPT_CIPHER,
          CRYPT_HASH,
          CRYPT_KEYEXCHANGE);

  private static final IisLayout WITHOUT_PORT =
      of(
          DATE,
          TIME,
          SITE,
          SERVER_IP,
          METHOD,
          STEM,
          QUERY,
          USER,
          CLIENT_IP,
          USER_AGENT,
          STATUS,
          CRYPT_PROTOCOL,
          FORWARDED_FOR);

  private static final IisLayout SHORT =
      of(DATE, TIME, SERVER_IP, METHOD, STEM, PORT, USER, CLIENT_IP, STATUS, TIME_TAKEN);

  private final List<IisColumn> columns;
  private final boolean[] present = new boolean[IisColumn.values().length];

  private IisLayout(List<IisColumn> columns) {
    this.columns = columns;
    columns.forEach(column -> present[column.ordinal()] = true);
  }

  private static IisLayout of(IisColumn... columns) {
    return new IisLayout(Arrays.asList(columns));
  }

  /**
   * The layouts that one file has, the first at its beginning. Files that name the server do so
   * throughout.
   *
   * @param hasCrypt whether the server can log crypt fields
   */
  static List<IisLayout> choice(boolean hasCrypt, boolean isNasty, Dice dice) {
    if (!hasCrypt) {
      return isNasty ? List.of(PLAIN, SHORT) : List.of(PLAIN);
    }
    if (!isNasty) {
      return List.of(FULL);
    }
    return dice.oneIn(4)
        ? List.of(WITH_SERVER)
        : List.of(
            dice.oneIn(2) ? FULL : WITHOUT_DATE,
            FULL,
            REORDERED,
            WITH_SITE,
            WITHOUT_DATE,
            WITHOUT_USERS,
            WITHOUT_PORT,
            SHORT,
            PLAIN);
  }

  List<IisColumn> columns() {
    return columns;
  }

  boolean has(IisColumn column) {
    return present[column.ordinal()];
  }

  /** The header line. */
  void putHeader(Text line) {
    line.put("#Fields:");
    columns.forEach(column -> line.put(' ').put(column.title()));
  }
}
