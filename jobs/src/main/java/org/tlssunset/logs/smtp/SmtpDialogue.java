package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.TextPool;

/**
 * Understands what the two sides of an SMTP session say to each other, and tells the session. Most
 * lines say nothing of interest and are recognised by their first bytes.
 *
 * <p>Commands are RFC 5321's and Exchange's own (X-ANONYMOUSTLS, X-EXPS, XPROXY, XPROXYFROM,
 * XPROXYTO: MS-OXSMTP and the logs themselves).
 */
final class SmtpDialogue {

  private static final Phrase EHLO = new Phrase("EHLO ");
  private static final Phrase HELO = new Phrase("HELO ");
  private static final Phrase GREETS = new Phrase(" Hello");
  private static final Phrase STARTTLS = new Phrase("STARTTLS");
  private static final Phrase X_ANONYMOUSTLS = new Phrase("X-ANONYMOUSTLS");
  private static final Phrase MAIL = new Phrase("MAIL ");
  private static final Phrase FROM = new Phrase("FROM");
  private static final Phrase AUTH = new Phrase("AUTH ");
  private static final Phrase X_EXPS = new Phrase("X-EXPS ");
  private static final Phrase XPROXY = new Phrase("XPROXY");
  private static final Phrase XPROXYTO = new Phrase("XPROXYTO");
  private static final Phrase DATA = new Phrase("DATA");
  private static final Phrase BDAT = new Phrase("BDAT ");
  private static final Phrase LAST = new Phrase("LAST");

  private static final int READY = 220;
  static final int OK = 250;
  private static final int START_INPUT = 354;

  /** The length of an answer's code; a hyphen behind it says that more of the answer follows. */
  private static final int CODE_LENGTH = 3;

  private final boolean isSend;
  private final HealthProbes probes;
  private final SmtpText text;
  private final AddressPool addresses;
  private final SmtpInformation information;

  SmtpDialogue(SmtpFormat format, KnownValues known, TextPool texts) {
    isSend = format == SmtpFormat.SEND;
    probes = known.probes();
    addresses = known.addresses();
    text = new SmtpText(texts);
    SmtpTlsLines tlsLines = known.kept(SmtpTlsLines.class, settings -> new SmtpTlsLines());
    information = new SmtpInformation(format, texts, tlsLines);
  }

  static boolean isEvent(byte event) {
    return event == '+' || event == '-' || event == '<' || event == '>' || event == '*';
  }

  /** Whether a line says that it is tried to connect, perhaps to another host than before. */
  boolean isAttempt(byte[] buffer, SmtpFields fields, SmtpLine columns) {
    return isSend
        && buffer[columns.from(fields.event())] == '*'
        && (SmtpInformation.isAttempt(buffer, columns, fields.data())
            || SmtpInformation.isAttempt(buffer, columns, fields.context()));
  }

  /** Tells a session what one of its lines says. */
  void line(
      SmtpSession session, byte[] buffer, SmtpFields fields, SmtpLine columns, long lineNumber) {
    int from = columns.from(fields.data());
    int to = columns.to(fields.data());
    switch (buffer[columns.from(fields.event())]) {
      case '+' -> session.contact().connect();
      case '-' -> session.contact().disconnect();
      case '*' -> information.line(session, buffer, fields, columns, lineNumber);
      case '<' -> said(session, buffer, from, to, lineNumber, !isSend);
      default -> said(session, buffer, from, to, lineNumber, isSend);
    }
  }

  /**
   * What one side said to the other.
   *
   * @param isCommand whether it was the side that called
   */
  private void said(
      SmtpSession session, byte[] buffer, int from, int to, long lineNumber, boolean isCommand) {
    session.contact().connected();
    if (isCommand) {
      byte first = from < to ? ByteScan.lower(buffer[from]) : 0;
      boolean isHello =
          (first == 'e' || first == 'h')
              && (EHLO.begins(buffer, from, to) || HELO.begins(buffer, from, to));
      int due = session.command(isHello);
      if (isHello) {
        hello(session, buffer, from, to);
      } else if (from < to) {
        command(session, buffer, from, to, lineNumber, due);
      }
    } else if (from < to) {
      answer(session, buffer, from, to, lineNumber);
    }
  }

  private void hello(SmtpSession session, byte[] buffer, int from, int to) {
    session.goOn();
    if (isSend) {
      session.name().sayHello();
    } else {
      session.name().caller(text.of(buffer, from + EHLO.length(), to));
    }
  }

  /**
   * Another command than EHLO and HELO.
   *
   * @param due of how many answers the last one is that to this command
   */
  private void command(
      SmtpSession session, byte[] buffer, int from, int to, long lineNumber, int due) {
    session.goOn();
    session.name().helloIsOver();
    switch (ByteScan.lower(buffer[from])) {
      case 's' -> {
        if (STARTTLS.is(buffer, from, to)) {
          session.startTls(false, lineNumber, due);
        }
      }
      case 'm' -> {
        if (MAIL.begins(buffer, from, to)) {
          session.proof().mail(lineNumber, due, session.contact().isComplete());
          session.mail(isProbeSender(buffer, from + MAIL.length(), to));
        }
      }
      case 'a' -> {
        if (AUTH.begins(buffer, from, to)) {
          signIn(session, false, buffer, from + AUTH.length(), to, lineNumber, due);
        }
      }
      case 'x' -> {
        if (X_ANONYMOUSTLS.is(buffer, from, to)) {
          session.startTls(true, lineNumber, due);
        } else if (X_EXPS.begins(buffer, from, to)) {
          signIn(session, true, buffer, from + X_EXPS.length(), to, lineNumber, due);
        } else if (XPROXY.begins(buffer, from, to)) {
          session.askToProxy(handover(session, buffer, from, to, lineNumber), due);
        }
      }
      case 'd' -> {
        if (DATA.is(buffer, from, to)) {
          session.content(due);
        }
      }
      case 'b' -> {
        if (BDAT.begins(buffer, from, to) && LAST.isWordIn(buffer, from + BDAT.length(), to)) {
          session.content(due);
        }
      }
      default -> {
        // RCPT, QUIT and the rest.
      }
    }
  }

  /**
   * Whose session is handed on; null if the command does not say, as XPROXYTO, or with no words.
   */
  private @Nullable SmtpHandover handover(
      SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    return XPROXYTO.begins(buffer, from, to)
        ? null
        : SmtpHandover.of(
            buffer, from + XPROXY.length(), to, text, addresses, session.time(), lineNumber);
  }

  /**
   * @param isExps whether it is Exchange's own
   * @param from where the method stands
   */
  private static void signIn(
      SmtpSession session,
      boolean isExps,
      byte[] buffer,
      int from,
      int to,
      long lineNumber,
      int due) {
    session.signIn().begin(isExps);
    boolean isSaid = SignInMethod.isSaidWith(buffer, from, to);
    session.proof().signIn(lineNumber, due, session.contact().isComplete(), isSaid);
  }

  private void answer(SmtpSession session, byte[] buffer, int from, int to, long lineNumber) {
    SmtpProof proof = session.proof();
    int code = code(buffer, from, to);
    boolean isRefusal = code / 100 == 4 || code / 100 == 5;
    if (isRefusal && TlsDemand.isAnswer(buffer, from, to)) {
      proof.demanded(text.of(buffer, from, to), lineNumber);
    }
    if (isSend && to - from > CODE_LENGTH) {
      if (code == READY && !proof.awaitsTls()) {
        session.name().greeting(word(buffer, from + CODE_LENGTH + 1, to), session.isFresh());
      } else if (code == OK && session.name().awaitsHello()) {
        session
            .name()
            .hello(word(buffer, from + CODE_LENGTH + 1, to), GREETS.isIn(buffer, from, to));
      }
    }
    boolean isToBeContinued = to - from > CODE_LENGTH && buffer[from + CODE_LENGTH] == '-';
    boolean isGreeting = code == READY && !proof.awaitsTls();
    if (isToBeContinued || isGreeting || code == START_INPUT) {
      return;
    }
    session.answered(code);
    if (isRefusal) {
      proof.refused(text.of(buffer, from, to), lineNumber, session.contact().isComplete());
    } else {
      proof.answered(code, session.contact().isComplete());
    }
  }

  /** The first word, without punctuation behind it; empty if no letter is in it. */
  private String word(byte[] buffer, int from, int to) {
    int start = from;
    while (start < to && buffer[start] == ' ') {
      start++;
    }
    int end = start;
    boolean hasLetter = false;
    while (end < to && buffer[end] != ' ') {
      byte b = ByteScan.lower(buffer[end++]);
      hasLetter |= b < 0 || (b >= 'a' && b <= 'z');
    }
    while (end > start && (buffer[end - 1] == ',' || buffer[end - 1] == ';')) {
      end--;
    }
    return hasLetter ? text.of(buffer, start, end) : "";
  }

  /** An answer's code; hundreds if only the first digit is one; 0 if none is. */
  private static int code(byte[] buffer, int from, int to) {
    int code = ByteScan.number(buffer, from, Math.min(to, from + CODE_LENGTH));
    int digit = buffer[from] - '0';
    return code >= 100 ? code : digit > 0 && digit < 10 ? 100 * digit : 0;
  }

  /** Whether {@code FROM:<a@b> SIZE=…} names a health check's address. */
  private boolean isProbeSender(byte[] buffer, int from, int to) {
    int start = from;
    while (start < to && buffer[start] == ' ') {
      start++;
    }
    if (!FROM.begins(buffer, start, to)) {
      return false;
    }
    start += FROM.length();
    while (start < to && (buffer[start] == ':' || buffer[start] == ' ' || buffer[start] == '<')) {
      start++;
    }
    return probes.isProbeSender(buffer, start, to);
  }
}
