package org.tlssunset.synthetic.party;

import org.tlssunset.synthetic.Dice;

/**
 * A server's clock.
 *
 * @param ahead by how much it is wrong, in milliseconds
 * @param stumbles whether it goes back a second now and then
 */
public record ServerClock(long ahead, boolean stumbles) {

  /** The time that it shows, in milliseconds since 1970. */
  long logged(long time, Dice dice) {
    return time + ahead - (stumbles && dice.oneIn(200) ? 1000 : 0);
  }
}
