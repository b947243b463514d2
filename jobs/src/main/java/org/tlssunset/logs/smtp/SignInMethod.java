package org.tlssunset.logs.smtp;

/**
 * What a sign-in's command tells already: {@code AUTH LOGIN dXNlcg==} names the user, {@code AUTH
 * PLAIN AGFs…} tells the password, too (RFC 4954: an initial response). What Windows' own methods
 * send first is neither: a proposal, a ticket or a hash.
 */
final class SignInMethod {

  private static final Phrase[] WINDOWS = {
    new Phrase("NTLM"),
    new Phrase("GSSAPI"),
    new Phrase("GSS-SPNEGO"),
    new Phrase("NEGOTIATE"),
    new Phrase("KERBEROS"),
    new Phrase("EXCHANGEAUTH")
  };

  /** An initial response that is empty. */
  private static final Phrase EMPTY = new Phrase("=");

  private SignInMethod() {}

  /**
   * Whether a name or a password stands in the command.
   *
   * @param from where the method stands
   */
  static boolean isSaidWith(byte[] buffer, int from, int to) {
    int start = skip(buffer, from, to, true);
    int end = skip(buffer, start, to, false);
    int response = skip(buffer, end, to, true);
    if (response == to || EMPTY.is(buffer, response, to)) {
      return false;
    }
    for (Phrase method : WINDOWS) {
      if (method.is(buffer, start, end)) {
        return false;
      }
    }
    return true;
  }

  private static int skip(byte[] buffer, int from, int to, boolean blanks) {
    int at = from;
    while (at < to && (buffer[at] == ' ') == blanks) {
      at++;
    }
    return at;
  }
}
