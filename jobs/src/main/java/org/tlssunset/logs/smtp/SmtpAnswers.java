package org.tlssunset.logs.smtp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a session's commands by their answers: which mails, and which of the sessions
 * that it hands on, are accepted. Which answer is to which command, {@link SmtpTurns} knows.
 */
final class SmtpAnswers {

  private final SmtpTurns turns = new SmtpTurns();
  private final SmtpAccepted proxied = new SmtpAccepted();
  private final SmtpAccepted mails = new SmtpAccepted();
  private @Nullable SmtpHandovers handovers;

  SmtpTurns turns() {
    return turns;
  }

  /** The commands that hand on a client's session. */
  SmtpAccepted proxied() {
    return proxied;
  }

  /** The contents of mails. */
  SmtpAccepted mails() {
    return mails;
  }

  /**
   * A mail's content is sent.
   *
   * @param due of how many answers the last one is that to it
   */
  void content(int due) {
    mails.asked(due, turns.strict());
  }

  /**
   * The side that called says that it hands on a client's session.
   *
   * @param handover whose; null if it does not say
   * @param due of how many answers the last one is that to this command
   * @param out takes it, and those that follow, once it is accepted
   */
  void askToProxy(@Nullable SmtpHandover handover, int due, Consumer<SmtpHandover> out) {
    proxied.asked(due, turns.strict());
    if (handover != null) {
      SmtpHandovers known = handovers;
      if (known == null) {
        known = new SmtpHandovers(out);
        handovers = known;
      }
      known.asked(handover, due, turns.strict());
    }
  }

  /**
   * A command is answered.
   *
   * @param code of three digits; 0 if the answer has none
   */
  void answered(int code) {
    turns.answer(code);
    proxied.answered(code);
    mails.answered(code);
    SmtpHandovers known = handovers;
    if (known != null) {
      known.answered(code);
    }
  }

  /** Answers are missing: what became of commands that await one is not known. */
  void lost() {
    boolean isStrict = turns.isStrict();
    proxied.lostAnswers(isStrict);
    mails.lostAnswers(isStrict);
    settle();
    turns.lostAnswers();
  }

  /** The session that is accepted if the next answer says so; null if there is none. */
  @Nullable SmtpHandover pending() {
    SmtpHandovers known = handovers;
    return known == null ? null : known.pending(turns.isStrict());
  }

  /** No answer comes any more. */
  void settle() {
    SmtpHandovers known = handovers;
    if (known != null) {
      known.settle(turns.isStrict());
    }
  }
}
