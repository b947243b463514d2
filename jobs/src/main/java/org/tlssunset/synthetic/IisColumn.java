package org.tlssunset.synthetic;

import java.util.Arrays;

/** A column of an IIS log. */
enum IisColumn {
  DATE("date"),
  TIME("time"),
  SITE("s-sitename"),
  COMPUTER("s-computername"),
  SERVER_IP("s-ip"),
  METHOD("cs-method"),
  STEM("cs-uri-stem"),
  QUERY("cs-uri-query"),
  PORT("s-port"),
  USER("cs-username"),
  CLIENT_IP("c-ip"),
  USER_AGENT("cs(User-Agent)"),
  REFERER("cs(Referer)"),
  STATUS("sc-status"),
  SUBSTATUS("sc-substatus"),
  WIN32_STATUS("sc-win32-status"),
  TIME_TAKEN("time-taken"),
  CRYPT_PROTOCOL("crypt-protocol"),
  CRYPT_CIPHER("crypt-cipher"),
  CRYPT_HASH("crypt-hash"),
  CRYPT_KEYEXCHANGE("crypt-keyexchange"),
  FORWARDED_FOR("X-Forwarded-For");

  private final String title;

  IisColumn(String title) {
    this.title = title;
  }

  /** The column of that name. */
  static IisColumn titled(String title) {
    return Arrays.stream(values())
        .filter(column -> column.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column is named " + title));
  }

  /** Its name in the header. */
  String title() {
    return title;
  }
}
