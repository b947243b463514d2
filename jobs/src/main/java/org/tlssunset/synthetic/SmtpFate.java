package org.tlssunset.synthetic;

import java.util.BitSet;
import java.util.List;

/**
 * What happens to a session's lines on their way into the log.
 *
 * @param lost the numbers of those that are missing, from 0
 * @param repeated from this line on, all have the sequence number of the line before; beyond the
 *     last one if none has
 * @param late the line whose time is a second early; negative if none is
 */
record SmtpFate(BitSet lost, int repeated, int late) {

  /** All is well. */
  static final SmtpFate NONE = new SmtpFate(new BitSet(), Integer.MAX_VALUE, -1);

  /** Whatever happens to sessions, which is nothing to most. */
  static SmtpFate any(List<SmtpEvent> events, Dice dice) {
    int size = events.size();
    BitSet lost = new BitSet();
    switch (dice.below(24)) {
      case 0 -> lost.set(0);
      case 1 -> lost.set(0, 1 + dice.below(Math.min(8, size)));
      case 2 -> lost.set(size - 1);
      case 3 -> lost.set(size - 1 - dice.below(Math.min(8, size)), size);
      case 4, 5 -> lost.set(1 + dice.below(size));
      case 6 -> {
        int from = dice.below(size);
        lost.set(from, from + 1 + dice.below(5));
      }
      case 7 -> {
        return new SmtpFate(lost, 1 + dice.below(size), -1);
      }
      case 8, 9 -> {
        return new SmtpFate(lost, Integer.MAX_VALUE, dice.below(size));
      }
      default -> {
        return NONE;
      }
    }
    return new SmtpFate(lost, Integer.MAX_VALUE, -1);
  }

  /** The sequence number that a line has. */
  int sequence(int number) {
    return number < repeated ? number : number - 1;
  }
}
