package org.tlssunset.synthetic.plan;

import java.time.LocalDate;

/**
 * A question: SSL 3.0, TLS 1.0 and TLS 1.1 are switched off at some ends. An end that has had no
 * TLS 1.2 gets it with that.
 *
 * @param at {@link #SERVERS}, {@link #EVERYWHERE}, or the name of a server or a proxy
 * @param asOf the last day of which anything is known; they are switched off on the next
 */
public record PlanScenario(String at, LocalDate asOf) {

  /** At all our servers. */
  public static final String SERVERS = "servers";

  /** At proxies, too. */
  public static final String EVERYWHERE = "everywhere";

  boolean reaches(End end) {
    return at.equals(EVERYWHERE) || at.equals(SERVERS) && end.isServer() || at.equals(end.name());
  }
}
