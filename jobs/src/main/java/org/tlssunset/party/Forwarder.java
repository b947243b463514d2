package org.tlssunset.party;

import java.time.Instant;
import java.util.List;

/**
 * A peer that says it calls for others, and is no listed proxy: it is believed to be the client.
 *
 * @param peer its address, canonical
 * @param servers that it called, by name, in order
 * @param requests with which it claimed anything
 * @param claim what it claims of all of them
 * @param last when it last did
 */
public record Forwarder(
    String peer, List<String> servers, long requests, Claim claim, Instant last) {

  /**
   * For whom it says it calls: by the nearest address of each list, which a proxy itself has seen.
   *
   * @param addresses how many different ones
   * @param isMore whether there may be more, which were not kept, or not counted
   * @param isOurs whether all of them are loopback or our own servers': there is at least one. No
   *     proxy has such clients alone; who wants to pass for a server does
   */
  public record Claim(long addresses, boolean isMore, boolean isOurs) {}
}
