package org.tlssunset.synthetic;

import java.util.Locale;

/** Gives out session ids, each once: 16 hexadecimal digits, rising, as Exchange's are. */
final class SessionIds {

  private long last = 0x08DE_7A10_0000_0000L;

  String next() {
    last += 7;
    return "0" + Long.toHexString(last).toUpperCase(Locale.ROOT);
  }
}
