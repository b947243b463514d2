package org.tlssunset.synthetic;

import java.util.Arrays;
import java.util.List;

/** Which columns an IIS log has, in which order. */
final class IisLayout {

  /** What an administrator sets who wants to know of TLS and of proxies. */
  static final IisLayout FULL =
      of(
          "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
              + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status "
              + "time-taken crypt-protocol crypt-cipher crypt-hash crypt-keyexchange "
              + "X-Forwarded-For");

  /** What IIS logs unless told otherwise. */
  static final IisLayout PLAIN =
      of(
          "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
              + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status "
              + "time-taken");

  private static final IisLayout REORDERED =
      of(
          "time date crypt-protocol crypt-cipher crypt-hash crypt-keyexchange c-ip "
              + "X-Forwarded-For cs-username s-ip s-port cs-method cs-uri-stem cs-uri-query "
              + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status "
              + "time-taken");

  private static final IisLayout WITH_SITE =
      of(
          "date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port "
              + "cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus "
              + "sc-win32-status time-taken crypt-protocol crypt-cipher crypt-hash "
              + "crypt-keyexchange X-Forwarded-For");

  private static final IisLayout WITH_SERVER =
      of(
          "date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query "
              + "s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus "
              + "sc-win32-status time-taken crypt-protocol crypt-cipher crypt-hash "
              + "crypt-keyexchange X-Forwarded-For");

  private static final IisLayout WITHOUT_DATE =
      of(
          "time s-ip cs-method cs-uri-stem s-port cs-username c-ip cs(User-Agent) "
              + "sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange "
              + "X-Forwarded-For");

  private static final IisLayout WITHOUT_USERS =
      of(
          "date time s-ip cs-method cs-uri-stem s-port c-ip sc-status sc-substatus "
              + "sc-win32-status time-taken crypt-protocol crypt-cipher crypt-hash "
              + "crypt-keyexchange");

  private static final IisLayout WITHOUT_PORT =
      of(
          "date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query cs-username "
              + "c-ip cs(User-Agent) sc-status crypt-protocol X-Forwarded-For");

  private static final IisLayout SHORT =
      of("date time s-ip cs-method cs-uri-stem s-port cs-username c-ip sc-status " + "time-taken");

  private final List<IisColumn> columns;
  private final boolean[] present = new boolean[IisColumn.values().length];

  private IisLayout(List<IisColumn> columns) {
    this.columns = columns;
    columns.forEach(column -> present[column.ordinal()] = true);
  }

  /** The layout with these columns, separated by blanks. */
  private static IisLayout of(String titles) {
    return new IisLayout(Arrays.stream(titles.split(" ")).map(IisColumn::titled).toList());
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
