package org.tlssunset.synthetic;

import static org.tlssunset.synthetic.IisColumn.CLIENT_IP;
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

  private final List<IisColumn> columns;
  private final boolean[] present = new boolean[IisColumn.values().length];

  private IisLayout(List<IisColumn> columns) {
    this.columns = columns;
    columns.forEach(column -> present[column.ordinal()] = true);
  }

  private static IisLayout of(IisColumn... columns) {
    return new IisLayout(Arrays.asList(columns));
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
