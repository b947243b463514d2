package org.tlssunset.logs.smtp;

import java.io.Serializable;

/**
 * What stands at the edges of a session's part, where a log was cut: what it begins with may settle
 * what the part before left open.
 *
 * @param answersFirst how many answers come before the first command
 * @param firstAnswer the code of the first answer; 0 if there is none, 1 if it is to no command of
 *     the part before
 * @param unanswered how many commands are not answered in it
 * @param proxyAsked whether the answer that comes next tells if this is a hop inside Exchange
 * @param signingIn whether a sign-in is begun, and not settled
 * @param mailAsked whether the answer that comes next tells if a mail is accepted
 * @param servers what shows that two of our servers talk: the bits of {@link SmtpHop#servers}
 */
public record SmtpCut(
    int answersFirst,
    int firstAnswer,
    int unanswered,
    boolean proxyAsked,
    boolean signingIn,
    boolean mailAsked,
    int servers)
    implements Serializable {

  /** Of parts that were written before this was told. */
  public static final SmtpCut UNKNOWN = new SmtpCut(0, 0, 0, false, false, false, 0);

  boolean isRefusedFirst() {
    return firstAnswer / 100 == 4 || firstAnswer / 100 == 5;
  }

  /**
   * Whether the later part has commands before all of this one's are answered: it took the answers
   * for those to its own.
   *
   * @param isCommanded whether the later part has commands
   */
  boolean isMixedWith(SmtpCut later, boolean isCommanded) {
    return isCommanded && unanswered > later.answersFirst;
  }

  /** Whether the later part settles that this is a hop inside Exchange. */
  boolean isAcceptedBy(SmtpCut later) {
    return proxyAsked && SmtpAccepted.isAccepted(later.firstAnswer);
  }

  /** Whether the later part settles that a mail is accepted. */
  boolean isMailAcceptedBy(SmtpCut later) {
    return mailAsked && SmtpAccepted.isAccepted(later.firstAnswer);
  }

  /**
   * Whether the later part answers the one command that is open, and that this was not STARTTLS: a
   * server agrees to that with another code.
   */
  boolean isOtherThanTlsAnsweredBy(SmtpCut later) {
    return unanswered == 1 && later.firstAnswer == SmtpDialogue.OK;
  }

  /** Whether the later part settles that a sign-in succeeds. */
  boolean isSignedInBy(SmtpCut later) {
    return signingIn && later.firstAnswer == SmtpSignIn.SUCCEEDED;
  }

  /**
   * What shows in both together that two servers talk.
   *
   * @param isNegotiated whether the later part has a handshake
   */
  int servers(SmtpCut later, boolean isNegotiated) {
    int both = servers | later.servers;
    if ((servers & SmtpHop.ANONYMOUS_TLS_ASKED) != 0 && isNegotiated) {
      both |= SmtpHop.ANONYMOUS_TLS;
    }
    if ((servers & SmtpHop.EXPS_ASKED) != 0 && isSignedInBy(later)) {
      both |= SmtpHop.EXPS;
    }
    return both;
  }

  /**
   * The edges of both together.
   *
   * @param isCommanded whether this part has commands
   * @param isNegotiated whether the later part has a handshake
   */
  SmtpCut followedBy(SmtpCut later, boolean isCommanded, boolean isNegotiated) {
    boolean isOpen = later.firstAnswer == 0;
    return new SmtpCut(
        isCommanded ? answersFirst : answersFirst + later.answersFirst,
        firstAnswer == 0 ? later.firstAnswer : firstAnswer,
        Math.max(0, unanswered - later.answersFirst) + later.unanswered,
        later.proxyAsked || (proxyAsked && isOpen),
        later.signingIn || (signingIn && isOpen),
        later.mailAsked || (mailAsked && isOpen),
        servers(later, isNegotiated));
  }
}
