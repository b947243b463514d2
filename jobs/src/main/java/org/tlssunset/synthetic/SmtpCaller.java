package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/** Who was at the other end of a session, by its lines that came into the archive undamaged. */
final class SmtpCaller {

  private static final String HELLO = "EHLO ";
  private static final String GREETING = "220 ";
  private static final String ANSWER = "250  ";

  private final boolean isSend;
  private @Nullable String name;
  private @Nullable String user;
  private boolean isGreeted;

  /**
   * @param isSend whether this server called: then the other end tells its name in answers
   */
  SmtpCaller(boolean isSend) {
    this.isSend = isSend;
  }

  /** A line came in. */
  void line(SmtpEvent event) {
    String data = event.data();
    if (event.kind() == '*') {
      user = event.context().equals("authenticated") ? data : user;
    } else if (!isSend && data.startsWith(HELLO)) {
      name = data.substring(HELLO.length());
    } else if (isSend && isTold(event)) {
      // A firewall may hide the name in the greeting, and leave it in the answer to EHLO.
      String word = data.substring(GREETING.length()).strip().split(" ")[0];
      name = word.startsWith("*") ? name : word;
    }
    isGreeted = data.startsWith(HELLO);
  }

  private boolean isTold(SmtpEvent event) {
    return event.data().startsWith(ANSWER)
        ? isGreeted
        : event.data().startsWith(GREETING) && event.data().contains(" ESMTP ");
  }

  /** What it calls itself; null if no line tells. */
  @Nullable String name() {
    return name;
  }

  /** Who signed in; null if nobody did, or no line tells. */
  @Nullable String user() {
    return user;
  }
}
