package org.tlssunset.logs.smtp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handovers of a session that were accepted. Most are known to be once they are answered; of
 * the others, whose answer depends on whether the answer to each EHLO is logged, some are kept
 * until that is known.
 */
final class SmtpHandovers {

  /** Such as wait for that, at most: servers wait for their answers, so there are hardly any. */
  private static final int MOST_UNSURE = 64;

  private final List<Awaited> awaited = new ArrayList<>(1);
  private final Consumer<SmtpHandover> out;
  private long answers;

  /**
   * @param out takes those that were accepted
   */
  SmtpHandovers(Consumer<SmtpHandover> out) {
    this.out = out;
  }

  /** A handover and the numbers of the answers that may be the one to it. */
  private static final class Awaited {
    private final SmtpHandover handover;
    private final long at;
    private final long strictlyAt;
    private boolean isAccepted;
    private boolean isStrictlyAccepted;

    Awaited(SmtpHandover handover, long at, long strictlyAt) {
      this.handover = handover;
      this.at = at;
      this.strictlyAt = strictlyAt;
    }
  }

  /**
   * A handover is asked for.
   *
   * @param due of how many answers the last one is that to it
   * @param strict the same if the answer to each EHLO is logged
   */
  void asked(SmtpHandover handover, int due, int strict) {
    if (awaited.size() < MOST_UNSURE) {
      awaited.add(new Awaited(handover, answers + due, answers + strict));
    }
  }

  /** The server answers, with a code of three digits. */
  void answered(int code) {
    answers++;
    Iterator<Awaited> each = awaited.iterator();
    while (each.hasNext()) {
      Awaited next = each.next();
      next.isAccepted |= next.at == answers && SmtpAccepted.isAccepted(code);
      next.isStrictlyAccepted |= next.strictlyAt == answers && SmtpAccepted.isAccepted(code);
      boolean isSettled = next.at <= answers && next.strictlyAt <= answers;
      if (isSettled && next.isAccepted == next.isStrictlyAccepted) {
        each.remove();
        if (next.isAccepted) {
          out.accept(next.handover);
        }
      }
    }
  }

  /**
   * The handover that the next answer is to; null if there is none.
   *
   * @param isStrict whether the answer to each EHLO was logged
   */
  @Nullable SmtpHandover pending(boolean isStrict) {
    for (Awaited next : awaited) {
      if ((isStrict ? next.strictlyAt : next.at) == answers + 1) {
        return next.handover;
      }
    }
    return null;
  }

  /**
   * No answer comes any more, or some are missing.
   *
   * @param isStrict whether the answer to each EHLO was logged
   */
  void settle(boolean isStrict) {
    for (Awaited next : awaited) {
      if (isStrict ? next.isStrictlyAccepted : next.isAccepted) {
        out.accept(next.handover);
      }
    }
    awaited.clear();
  }
}
