package org.tlssunset.synthetic.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.Tls;

/**
 * Somebody who calls.
 *
 * @param name of its host; no two callers have one
 * @param address canonical
 * @param user who signs in, with the domain; no two callers have one
 * @param tls of its own connections; null if they are in clear
 */
public record Caller(
    String name, String address, String user, HttpProgram program, @Nullable Tls tls) {

  /**
   * Its TLS.
   *
   * @throws IllegalStateException if it calls in clear
   */
  Tls encrypted() {
    if (tls == null) {
      throw new IllegalStateException(name + " calls in clear");
    }
    return tls;
  }

  /** The same caller at another address. */
  Caller at(String other) {
    return new Caller(name, other, user, program, tls);
  }

  /** The same caller, which uses another version, or none. */
  public Caller using(@Nullable Tls other) {
    return new Caller(name, address, user, program, other);
  }
}
