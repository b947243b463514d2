package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tlssunset.schema.LogFormat;

/**
 * Understands what the lines of an SMTP session say, and tells the session. Most lines say nothing
 * of interest and are recognised by their first bytes.
 *
 * <p>Commands are RFC 5321's and Exchange's own (X-ANONYMOUSTLS, X-EXPS, XPROXY, XPROXYFROM,
 * XPROXYTO: MS-OXSMTP and the logs themselves); texts of information lines are Exchange's.
 */
final class SmtpDialogue {

  /** Send connectors that hand a client's mail on from the front end to hub transport. */
  private static final Set<String> PROXY_CONNECTORS =
      Set.of("inbound proxy internal send connector", "client proxy send connector");

  /** Names and reasons are kept to this length, in bytes. */
  private static final int LONGEST_TEXT = 256;

  /** No TLS line is longer, in bytes; what is beyond is left unread. */
  private static final int LONGEST_TLS_LINE = 512;

  /** Distinct TLS lines that are kept read. */
  private static final int MOST_TLS_LINES = 4_096;

  private static final byte[] TLS_PROTOCOL = lower(SmtpTls.BEGINNING);
  private static final byte[] TLS_FAILED = lower("TLS negotiation failed");
  private static final byte[] USER_NAME = lower("User Name:");
  private static final byte[] AUTHENTICATED = lower("authenticated");
  private static final byte[] ATTEMPTING = lower("attempting to connect");
  private static final byte[] FAILED_TO_CONNECT = lower("Failed to connect");
  private static final byte[] EHLO = lower("EHLO ");
  private static final byte[] HELO = lower("HELO ");
  private static final byte[] STARTTLS = lower("STARTTLS");
  private static final byte[] X_ANONYMOUSTLS = lower("X-ANONYMOUSTLS");
  private static final byte[] MAIL = lower("MAIL ");
  private static final byte[] MAIL_FROM = lower("MAIL FROM");
  private static final byte[] AUTH = lower("AUTH ");
  private static final byte[] X_EXPS = lower("X-EXPS ");
  private static final byte[] XPROXY = lower("XPROXY");
  private static final byte[] GREETING = lower("220 ");
  private static final byte[] GREETING_TO_BE_CONTINUED = lower("220-");
  private static final byte[] ENCRYPTION = lower("encryption");

  /** The user's name where nobody is known by one. */
  private static final String NO_USER = "NULL";

  private final boolean isSend;
  private final HealthProbes probes;
  private final TextPool texts;
  private final Map<String, Optional<SmtpTls>> tlsLines = new HashMap<>();

  SmtpDialogue(LogFormat format, HealthProbes probes, TextPool texts) {
    isSend = format == LogFormat.SMTP_SEND;
    this.probes = probes;
    this.texts = texts;
  }

  private static byte[] lower(String text) {
    return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isEvent(byte event) {
    return event == '+' || event == '-' || event == '<' || event == '>' || event == '*';
  }

  /** Whether a line says that it is tried to connect, perhaps to another host than before. */
  boolean isAttempt(byte[] buffer, SmtpFields fields, SmtpLine columns) {
    return isSend
        && buffer[columns.from(fields.event())] == '*'
        && (isAttempt(buffer, columns, fields.data())
            || isAttempt(buffer, columns, fields.context()));
  }

  private static boolean isAttempt(byte[] buffer, SmtpLine columns, int column) {
    return beginsWith(buffer, columns.from(column), columns.to(column), ATTEMPTING);
  }

  /** Tells a session what one of its lines says. */
  void line(
      SmtpSession session, byte[] buffer, SmtpFields fields, SmtpLine columns, long lineNumber) {
    int from = columns.from(fields.data());
    int to = columns.to(fields.data());
    switch (buffer[columns.from(fields.event())]) {
      case '+' -> session.connect();
      case '-' -> session.disconnect();
      case '*' -> {
        information(session, buffer, from, to, lineNumber);
        int contextFrom = columns.from(fields.context());
        int contextTo = columns.to(fields.context());
        if (is(buffer, contextFrom, contextTo, AUTHENTICATED) && from < to) {
          userName(session, text(buffer, from, to));
        } else {
          information(session, buffer, contextFrom, contextTo, lineNumber);
        }
      }
      case '<' -> said(session, buffer, from, to, lineNumber, !isSend);
      default -> said(session, buffer, from, to, lineNumber, isSend);
    }
  }

  /** Whether the mail of a send connector is a client's, handed on by the front end. */
  static boolean isProxyConnector(String connector) {
    return PROXY_CONNECTORS.contains(connector.toLowerCase(Locale.ROOT));
  }

  private void information(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    if (from == to) {
      return;
    }
    switch (ByteScan.lower(buffer[from])) {
      case 't' -> {
        if (beginsWith(buffer, from, to, TLS_PROTOCOL)) {
          handshake(session, buffer, from, to, lineNumber);
        } else if (beginsWith(buffer, from, to, TLS_FAILED)) {
          session.connected();
          session.proof().failed(text(buffer, from, to), lineNumber);
        }
      }
      case 'u' -> {
        if (beginsWith(buffer, from, to, USER_NAME)) {
          userName(session, text(buffer, from + USER_NAME.length, to));
        }
      }
      case 'a' -> {
        if (isSend && beginsWith(buffer, from, to, ATTEMPTING)) {
          session.tryToConnect();
        }
      }
      case 'f' -> {
        if (isSend && beginsWith(buffer, from, to, FAILED_TO_CONNECT)) {
          session.failToConnect();
        }
      }
      default -> {
        // Permissions, certificates, domain capabilities: nothing of the session's TLS.
      }
    }
  }

  private void handshake(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    session.connected();
    String text = texts.text(buffer, from, Math.min(to, from + LONGEST_TLS_LINE));
    Optional<SmtpTls> tls = tlsLines.get(text);
    if (tls == null) {
      tls = SmtpTls.of(text);
      if (tlsLines.size() == MOST_TLS_LINES) {
        tlsLines.clear();
      }
      tlsLines.put(text, tls);
    }
    if (tls.isPresent()) {
      session.proof().negotiated(tls.get(), lineNumber);
    } else {
      session.proof().negotiatedUntold();
    }
  }

  /**
   * What one side said to the other.
   *
   * @param isCommand whether it was the side that called
   */
  private void said(
      SmtpSession session, byte[] buffer, int from, int to, long lineNumber, boolean isCommand) {
    session.connected();
    if (from == to) {
      return;
    }
    if (isCommand) {
      command(session, buffer, from, to, lineNumber);
    } else {
      answer(session, buffer, from, to, lineNumber);
    }
  }

  private void command(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    SmtpProof proof = session.proof();
    proof.command();
    switch (ByteScan.lower(buffer[from])) {
      case 'e', 'h' -> {
        if (!isSend && (beginsWith(buffer, from, to, EHLO) || beginsWith(buffer, from, to, HELO))) {
          name(session, text(buffer, from + EHLO.length, to));
        }
      }
      case 's' -> {
        if (is(buffer, from, to, STARTTLS)) {
          proof.startTls(lineNumber);
        }
      }
      case 'm' -> {
        if (beginsWith(buffer, from, to, MAIL)) {
          proof.mailOrSignIn(lineNumber, session.isComplete());
          if (beginsWith(buffer, from, to, MAIL_FROM)
              && isProbeSender(buffer, from + MAIL_FROM.length, to)) {
            session.probe();
          }
        }
      }
      case 'a' -> {
        if (beginsWith(buffer, from, to, AUTH)) {
          proof.mailOrSignIn(lineNumber, session.isComplete());
        }
      }
      case 'x' -> {
        if (is(buffer, from, to, X_ANONYMOUSTLS)) {
          proof.startTls(lineNumber);
        } else if (beginsWith(buffer, from, to, X_EXPS)) {
          proof.mailOrSignIn(lineNumber, session.isComplete());
        } else if (beginsWith(buffer, from, to, XPROXY)) {
          session.proxied();
        }
      }
      default -> {
        // RCPT, DATA, BDAT, QUIT and the rest: the TLS is settled before them.
      }
    }
  }

  private void answer(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    SmtpProof proof = session.proof();
    byte kind = buffer[from];
    if (kind == '4' || kind == '5') {
      if (proof.awaitsTls()) {
        proof.failed(text(buffer, from, to), lineNumber);
      } else if (demandsTls(buffer, from, to)) {
        proof.tlsDemanded(text(buffer, from, to), lineNumber);
      }
    } else if (isSend
        && !proof.awaitsTls()
        && (beginsWith(buffer, from, to, GREETING)
            || beginsWith(buffer, from, to, GREETING_TO_BE_CONTINUED))) {
      greeting(session, text(buffer, from + GREETING.length, to));
    }
    proof.answered(session.isComplete());
  }

  /** Takes the host's name from what it says first: not from a 220 that has another meaning. */
  private static void greeting(SmtpSession session, String text) {
    int end = text.indexOf(' ');
    String word = end < 0 ? text : text.substring(0, end);
    boolean hasLetter = word.codePoints().anyMatch(Character::isLetter);
    if (hasLetter && (word.indexOf('.') > 0 || session.awaitsGreeting())) {
      name(session, word);
    }
  }

  /** {@code 451 5.7.3 Must issue a STARTTLS command first} and what other servers say for it. */
  private static boolean demandsTls(byte[] buffer, int from, int to) {
    return contains(buffer, from, to, STARTTLS) || contains(buffer, from, to, ENCRYPTION);
  }

  /** Whether {@code :<a@b> SIZE=…} names a health check's address. */
  private boolean isProbeSender(byte[] buffer, int from, int to) {
    int start = from;
    while (start < to && (buffer[start] == ':' || buffer[start] == ' ' || buffer[start] == '<')) {
      start++;
    }
    return probes.isProbeSender(buffer, start, to);
  }

  private void userName(SmtpSession session, String name) {
    if (!name.isEmpty() && !name.equals(NO_USER)) {
      session.userName(name);
      if (probes.isProbeUser(name)) {
        session.probe();
      }
    }
  }

  private static void name(SmtpSession session, String name) {
    if (!name.isEmpty()) {
      session.clientName(name);
    }
  }

  /** A column's text, trimmed, its doubled quotes undone, cut to {@link #LONGEST_TEXT}. */
  private String text(byte[] buffer, int from, int to) {
    int start = from;
    int end = Math.min(to, from + LONGEST_TEXT);
    while (start < end && buffer[start] == ' ') {
      start++;
    }
    if (end < to) {
      while (end > start && (buffer[end] & 0xC0) == 0x80) {
        end--; // no cut within a character
      }
    }
    while (end > start && buffer[end - 1] == ' ') {
      end--;
    }
    String text = texts.text(buffer, start, end);
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }

  private static boolean contains(byte[] buffer, int from, int to, byte[] word) {
    for (int i = from; i <= to - word.length; i++) {
      if (ByteScan.equalsLower(buffer, i, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(byte[] buffer, int from, int to, byte[] word) {
    int end = to;
    while (end > from && buffer[end - 1] == ' ') {
      end--;
    }
    return end - from == word.length && ByteScan.equalsLower(buffer, from, word);
  }

  private static boolean beginsWith(byte[] buffer, int from, int to, byte[] word) {
    return to - from >= word.length && ByteScan.equalsLower(buffer, from, word);
  }
}
