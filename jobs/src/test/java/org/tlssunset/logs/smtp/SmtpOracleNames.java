package org.tlssunset.logs.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a session, from all of its lines.
 *
 * @param talk which answer is to which command
 */
record SmtpOracleNames(List<SmtpOracleEvent> events, SmtpOracleTalk talk, boolean isSend) {

  /** The last name of a caller; of a host the first with a dot, else the first. */
  @Nullable String name() {
    List<String> names = new ArrayList<>();
    boolean isConnected = false;
    boolean isFresh = true;
    boolean isHello = false;
    for (SmtpOracleEvent event : events) {
      String text = event.text();
      String word = text.replaceFirst("^\\d{3}[- ]", "").replaceFirst("[ ,].*", "");
      isConnected |= event.kind() == '+';
      if (event.kind() == 'C') {
        isHello = text.matches("(EHLO|HELO) .*");
        isFresh = false;
        if (isHello && !isSend) {
          names.add(0, text.substring(5));
        }
      } else if (event.kind() == 'A' && isSend && word.matches(".*[a-z].*")) {
        boolean isGreeting = text.startsWith("220") && !talk.awaitsTls(event);
        boolean isName = word.indexOf('.') > 0;
        if ((isGreeting && (isName || (isFresh && isConnected)))
            || (isHello && text.startsWith("250") && isName)) {
          names.add(word);
        }
      }
      if (event.kind() == 'A') {
        isHello &= !text.startsWith("250") && !talk.isAnswer(event);
      }
    }
    String first = names.isEmpty() ? null : names.get(0);
    return !isSend
        ? first
        : names.stream().filter(name -> name.indexOf('.') > 0).findFirst().orElse(first);
  }

  /** The last who signed in: what came next of a name decides. */
  @Nullable String user() {
    String user = null;
    boolean isDenied = false;
    for (int i = 0; i < events.size(); i++) {
      SmtpOracleEvent event = events.get(i);
      boolean isVerdict = talk.isAnswer(event) && !event.text().startsWith("3");
      if (event.isDenied()) {
        isDenied = true;
      } else if (event.isSignIn() || event.isAuthenticated() || isVerdict) {
        isDenied = false;
      }
      boolean isNamed = event.isAuthenticated() || (event.isClaim() && !isDenied);
      if (event.isHandedOn()) {
        user = event.who();
      } else if (isNamed) {
        SmtpOracleEvent next = next(i + 1);
        boolean hasSucceeded =
            event.isAuthenticated()
                ? next == null || !(next.isDenied() || next.isRefusal() || next.isHandedOn())
                : next != null && next.kind() == 'A' && next.text().startsWith("235");
        user = hasSucceeded ? event.who() : user;
      }
    }
    return user;
  }

  /** The sign-ins that succeeded: of each, whether it was one with X-EXPS. */
  List<Boolean> signIns() {
    List<Boolean> signIns = new ArrayList<>();
    boolean isExps = false;
    boolean isPending = false;
    boolean isCounted = false;
    boolean isDenied = false;
    for (int i = 0; i < events.size(); i++) {
      SmtpOracleEvent event = events.get(i);
      boolean isVerdict = talk.isAnswer(event) && !event.text().startsWith("3");
      boolean isSuccess = event.isHandedOn() || (isPending && isVerdict && is235(event));
      if (event.isDenied()) {
        isDenied = true;
      } else if (event.isSignIn() || event.isAuthenticated() || isVerdict) {
        isDenied = false;
      }
      if (event.isSignIn()) {
        isExps = event.text().startsWith("X-EXPS");
        isPending = true;
        isCounted = false;
      } else if (event.isAuthenticated() || (event.isClaim() && !isDenied)) {
        SmtpOracleEvent next = next(i + 1);
        isSuccess =
            event.isAuthenticated()
                ? next == null || !(next.isDenied() || next.isRefusal() || next.isHandedOn())
                : next != null && is235(next);
      }
      if (isSuccess && !isCounted) {
        signIns.add(isExps);
        isCounted = true;
      }
      isPending &= !isVerdict && !event.isHandedOn();
    }
    return signIns;
  }

  private static boolean is235(SmtpOracleEvent event) {
    return event.kind() == 'A' && event.text().startsWith("235");
  }

  /** The next line that says something of a name, or of a sign-in. */
  private @Nullable SmtpOracleEvent next(int from) {
    for (SmtpOracleEvent event : events.subList(from, events.size())) {
      if (event.isSignIn()
          || event.showsWho()
          || (talk.isAnswer(event) && !event.text().startsWith("3"))) {
        return event;
      }
    }
    return null;
  }
}
