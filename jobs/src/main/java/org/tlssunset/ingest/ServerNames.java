package org.tlssunset.ingest;

import java.time.Instant;

/** What servers are called: one name for each, however its logs spell it. */
@FunctionalInterface
public interface ServerNames {

  /**
   * The name of a server.
   *
   * @param logged its name in any spelling, or its address
   * @param at the time of what it logged
   */
  String of(String logged, Instant at);
}
