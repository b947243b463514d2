package org.tlssunset.party;

/**
 * What an address or a network is called, and when. Moments are microseconds since
 * 1970-01-01T00:00:00Z.
 *
 * @param address canonical (RFC 5952), as {@link Network#text} has it
 * @param from the first moment; {@link #EVER}: from ever
 * @param until the end, which is none of it; {@link #NEVER}: for ever
 * @param name never empty
 */
public record HostName(String address, long from, long until, String name) {

  /** Before every moment. */
  public static final long EVER = Long.MIN_VALUE;

  /** After every moment. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * @throws IllegalArgumentException if it holds at no moment, or the name is empty
   */
  public HostName {
    if (from >= until || name.isEmpty()) {
      throw new IllegalArgumentException("'%s' from %d until %d".formatted(name, from, until));
    }
  }
}
