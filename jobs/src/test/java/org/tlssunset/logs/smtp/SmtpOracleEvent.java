package org.tlssunset.logs.smtp;

/**
 * One line of a session: what is said by whom.
 *
 * @param kind + - * and C for commands, A for answers
 * @param text what is said; of an authenticated user, {@code authenticated x}
 */
record SmtpOracleEvent(
    long line, long time, int number, String local, String remote, char kind, String text) {

  boolean isTls() {
    return kind == '*' && text.startsWith("TLS protocol");
  }

  boolean isTlsFailure() {
    return kind == '*' && text.startsWith("TLS negotiation failed");
  }

  /** A send is given up because no TLS is offered. */
  boolean isGivenUp(boolean isSend) {
    return isSend && kind == '*' && text.matches("(Connector is|Drop connection).*TLS.*");
  }

  boolean isRefusal() {
    return kind == 'A' && (text.startsWith("4") || text.startsWith("5"));
  }

  boolean isAccepted() {
    return kind == 'A' && text.startsWith("2");
  }

  boolean isDemand() {
    return isRefusal() && text.matches(".*(STARTTLS|Encryption|TLS required).*|523.*");
  }

  boolean isStartTls() {
    return kind == 'C' && text.matches("STARTTLS|X-ANONYMOUSTLS");
  }

  boolean isHello() {
    return kind == 'C' && text.matches("(EHLO|HELO) .*");
  }

  boolean isMail() {
    return kind == 'C' && text.startsWith("MAIL FROM");
  }

  boolean isContent() {
    return kind == 'C' && text.matches("DATA|BDAT .* LAST");
  }

  /** Whether it counts by its answer alone: one that may be missing is none. */
  boolean isCounted() {
    return isContent() || text.startsWith("XPROXY");
  }

  boolean isSignIn() {
    return kind == 'C' && text.matches("(AUTH|X-EXPS) .*");
  }

  /** Whether the command has a name or a password in it. */
  boolean tellsWho() {
    return text.startsWith("AUTH PLAIN ");
  }

  boolean isAuthenticated() {
    return text.startsWith("authenticated ");
  }

  boolean isClaim() {
    return text.startsWith("User Name: ") && !text.endsWith("NULL");
  }

  boolean isDenied() {
    return text.endsWith("LogonDenied");
  }

  boolean isHandedOn() {
    return text.startsWith("Proxy session");
  }

  /** Whether it shows that the server was told who signs in. */
  boolean showsWho() {
    return isAuthenticated() || isClaim() || isDenied() || isHandedOn();
  }

  /** The name of whom it tells. */
  String who() {
    return text.replaceFirst("^(authenticated |User Name: |.*Session for )", "")
        .replace(" will now be proxied", "");
  }
}
