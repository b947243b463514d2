package org.tlssunset.logs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads IP addresses, each once: logs repeat the same few. Its memory is bounded. */
final class AddressPool {

  private static final int CAPACITY = 1 << 14;

  private final Map<String, Optional<IpText>> known = new HashMap<>();

  /** What {@link IpText#parse} makes of the text. */
  Optional<IpText> address(String logged) {
    Optional<IpText> address = known.get(logged);
    if (address != null) {
      return address;
    }
    address = IpText.parse(logged);
    if (known.size() == CAPACITY) {
      known.clear();
    }
    if (logged.length() <= IpText.LONGEST) {
      known.put(logged, address);
    }
    return address;
  }
}
