package org.tlssunset.logs.smtp;

import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.TextPool;

/**
 * Understands the information lines of an SMTP session, and tells the session. The texts are
 * Exchange's, in English in every language. Most say nothing of interest and are recognised by
 * their first bytes.
 */
final class SmtpInformation {

  /** No TLS line is longer, in bytes; what is beyond is left unread. */
  private static final int LONGEST_TLS_LINE = 512;

  private static final Phrase TLS_PROTOCOL = new Phrase(SmtpTls.BEGINNING);
  private static final Phrase TLS_FAILED = new Phrase("TLS negotiation failed");
  private static final Phrase USER_NAME = new Phrase("User Name:");
  private static final Phrase AUTHENTICATED = new Phrase("authenticated");
  private static final Phrase ATTEMPTING = new Phrase("attempting to connect");
  private static final Phrase FAILED_TO_CONNECT = new Phrase("Failed to connect");
  private static final Phrase INBOUND = new Phrase("Inbound ");
  private static final Phrase BECAUSE = new Phrase(" failed because ");
  private static final Phrase LOGON_DENIED = new Phrase("LogonDenied");
  private static final Phrase PROXYING = new Phrase("Proxying inbound session");
  private static final Phrase PROXIED = new Phrase("Proxy session was successfully set up");
  private static final Phrase SESSION_FOR = new Phrase("Session for ");
  private static final Phrase WILL_BE_PROXIED = new Phrase(" will now be proxied");

  private final boolean isSend;
  private final TextPool texts;
  private final SmtpText text;
  private final SmtpTlsLines tlsLines;

  SmtpInformation(SmtpFormat format, TextPool texts, SmtpTlsLines tlsLines) {
    isSend = format == SmtpFormat.SEND;
    this.texts = texts;
    this.tlsLines = tlsLines;
    text = new SmtpText(texts);
  }

  /** Whether a column says that it is tried to connect. */
  static boolean isAttempt(byte[] buffer, SmtpLine columns, int column) {
    return ATTEMPTING.begins(buffer, columns.from(column), columns.to(column));
  }

  /** Tells a session what its line says, in the data or in the context. */
  void line(
      SmtpSession session, byte[] buffer, SmtpFields fields, SmtpLine columns, long lineNumber) {
    int from = columns.from(fields.data());
    int to = columns.to(fields.data());
    int contextFrom = columns.from(fields.context());
    int contextTo = columns.to(fields.context());
    if (from < to && AUTHENTICATED.is(buffer, contextFrom, contextTo)) {
      String name = text.of(buffer, from, to);
      if (SmtpSignIn.isName(name)) {
        session.signIn().authenticated(name);
        session.proof().signInSaid();
      }
      return;
    }
    // What the data are, the context says; they are a sentence of Exchange's where it says nothing.
    information(session, buffer, from, to, lineNumber, contextFrom == contextTo);
    information(session, buffer, contextFrom, contextTo, lineNumber, true);
  }

  private void information(
      SmtpSession session, byte[] buffer, int from, int to, long lineNumber, boolean isSentence) {
    if (from == to || isKnown(session, buffer, from, to, lineNumber)) {
      return;
    }
    if (isSend && isSentence && TlsDemand.isUnmet(buffer, from, to)) {
      session.contact().connected();
      session.proof().failed(text.of(buffer, from, to), lineNumber);
    }
  }

  /** Tells the session what the text says, if it is one of those that are known. */
  private boolean isKnown(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    switch (ByteScan.lower(buffer[from])) {
      case 't' -> {
        if (TLS_PROTOCOL.begins(buffer, from, to)) {
          handshake(session, buffer, from, to, lineNumber);
          return true;
        }
        if (TLS_FAILED.begins(buffer, from, to)) {
          session.contact().connected();
          session.lostAnswers();
          session.proof().failed(text.of(buffer, from, to), lineNumber);
          return true;
        }
        return false;
      }
      case 'u' -> {
        if (!USER_NAME.begins(buffer, from, to)) {
          return false;
        }
        String name = text.of(buffer, from + USER_NAME.length(), to);
        if (SmtpSignIn.isName(name)) {
          session.signIn().claim(name);
          session.proof().signInSaid();
        }
        return true;
      }
      case 'i' -> {
        if (!INBOUND.begins(buffer, from, to) || !BECAUSE.isIn(buffer, from, to)) {
          return false;
        }
        session.signIn().denied();
        if (LOGON_DENIED.isIn(buffer, from, to)) {
          session.proof().signInSaid();
        }
        return true;
      }
      case 'p' -> {
        return isProxying(session, buffer, from, to);
      }
      case 'a' -> {
        if (!isSend || !ATTEMPTING.begins(buffer, from, to)) {
          return false;
        }
        session.contact().tryToConnect();
        return true;
      }
      case 'f' -> {
        if (!isSend || !FAILED_TO_CONNECT.begins(buffer, from, to)) {
          return false;
        }
        session.contact().failToConnect();
        return true;
      }
      default -> {
        return false; // Permissions, certificates, domain capabilities.
      }
    }
  }

  private boolean isProxying(SmtpSession session, byte[] buffer, int from, int to) {
    if (isSend && PROXYING.begins(buffer, from, to)) {
      session.hop().inner();
      return true;
    }
    if (!PROXIED.begins(buffer, from, to)) {
      return false;
    }
    int before = SESSION_FOR.indexIn(buffer, from, to);
    int end = WILL_BE_PROXIED.indexIn(buffer, from, to);
    if (before > 0 && end > before + SESSION_FOR.length()) {
      String name = text.of(buffer, before + SESSION_FOR.length(), end);
      if (SmtpSignIn.isName(name)) {
        session.signIn().succeeded(name);
        session.proof().signInSaid();
      }
    }
    return true;
  }

  private void handshake(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    session.contact().connected();
    session.lostAnswers();
    String text = texts.text(buffer, from, Math.min(to, from + LONGEST_TLS_LINE));
    session.negotiated(tlsLines.of(text).orElse(null), lineNumber);
  }
}
