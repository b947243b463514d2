package org.tlssunset.synthetic.party;

import java.util.List;
import org.tlssunset.synthetic.Dice;

/**
 * The servers whose logs are in the archive.
 *
 * @param first known by its name and its long name, and configured
 * @param second behind a proxy that preserves addresses
 * @param former had its address a year before the others' days, and is no more
 * @param old cannot log TLS
 */
record Servers(
    ExchangeServer first, ExchangeServer second, ExchangeServer former, ExchangeServer old) {

  /** The address of {@link #former}, which a client has later. */
  static final String FORMER = "10.0.0.13";

  /** The address of {@link #old}, which a client had before. */
  static final String OLD = "10.0.0.14";

  /** A second address of the first one's. */
  static final String FIRST_IPV6 = "2001:db8:1::11";

  static Servers of(boolean isNasty, TruthBook book, Dice dice) {
    String shared = Organisation.SHARED_ADDRESS;
    return new Servers(
        ExchangeServer.of(
            "EX01",
            List.of("10.0.0.11", shared, FIRST_IPV6),
            true,
            WebLog.ALL_FIELDS,
            clock(isNasty, dice),
            book),
        ExchangeServer.of(
            "EX02",
            List.of("10.0.0.12", shared),
            false,
            WebLog.NAMELESS_FIELDS,
            clock(isNasty, dice),
            book),
        ExchangeServer.of(
            "EX03", List.of(FORMER), false, WebLog.NAMELESS_FIELDS, clock(isNasty, dice), book),
        ExchangeServer.of(
            "EX04", List.of(OLD), false, WebLog.OLD_FIELDS, clock(isNasty, dice), book));
  }

  private static ServerClock clock(boolean isNasty, Dice dice) {
    long ahead = dice.below(6000) - 3000;
    return new ServerClock(isNasty ? ahead : 0, isNasty);
  }

  List<ExchangeServer> all() {
    return List.of(first, second, former, old);
  }
}
