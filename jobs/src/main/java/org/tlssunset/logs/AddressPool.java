package org.tlssunset.logs;

import java.util.Optional;

/** Reads IP addresses, each once: logs repeat the same few. Its memory is bounded. */
public final class AddressPool {

  private static final int CAPACITY = 1 << 14;

  private final TextCache<Optional<IpText>> known = new TextCache<>(CAPACITY, IpText::parse);

  /** What {@link IpText#parse} makes of the text. */
  public Optional<IpText> address(String logged) {
    return logged.length() <= IpText.LONGEST ? known.of(logged) : IpText.parse(logged);
  }
}
