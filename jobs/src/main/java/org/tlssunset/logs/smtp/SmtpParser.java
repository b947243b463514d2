package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.Directive;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.TextPool;
import org.tlssunset.logs.UtcTime;
import org.tlssunset.schema.RejectReason;

/**
 * Reads Exchange's SMTP protocol logs: the interleaved lines of sessions, each folded into one row.
 *
 * <p>A session of which the log holds the first and the last line is a row at once; of any other
 * the part is handed on, to be joined with what other logs hold of it.
 */
final class SmtpParser extends LogParser {

  /** See {@link org.tlssunset.logs.LogFormat#version}. */
  static final int VERSION = 6;

  /** No connector, session id or endpoint is longer, in bytes; they are kept for each session. */
  static final int LONGEST_NAME = 512;

  private final SmtpFormat format;
  private final @Nullable String serverOfPath;
  private final UtcTime utcTime = new UtcTime();
  private final TextPool texts;
  private final AddressPool addresses;
  private final HealthProbes probes;
  private final SmtpDialogue dialogue;
  private final SmtpSessions sessions = new SmtpSessions(this::done);

  private @Nullable SmtpFields fields = SmtpFields.STANDARD;
  private SmtpLine columns = new SmtpLine(SmtpFields.STANDARD.count());

  /**
   * @param origin what is known of the log from where it lies
   */
  SmtpParser(SmtpFormat format, KnownValues known, LogOrigin origin, LogSink sink) {
    super(format, sink);
    this.format = format;
    serverOfPath = origin.server();
    texts = known.texts(origin.charset());
    addresses = known.addresses();
    probes = known.probes();
    dialogue = new SmtpDialogue(format, known, texts);
  }

  @Override
  public void finish() {
    sessions.finish();
  }

  @Override
  protected int line(byte[] buffer, int from) {
    SmtpFields fields = this.fields;
    if (fields == null) {
      return reject(RejectReason.NO_FIELDS_HEADER, buffer, from, ByteScan.lineEnd(buffer, from));
    }
    SmtpLine columns = this.columns;
    int end = columns.split(buffer, from);
    if (end < 0) {
      return reject(columns.fault(), columns.detail(), buffer, from, ~end);
    }
    if (isTooLong(columns, fields.session())
        || isTooLong(columns, fields.connector())
        || isTooLong(columns, fields.local())
        || isTooLong(columns, fields.remote())) {
      return reject(RejectReason.TOO_LONG, buffer, from, end);
    }
    long time = utcTime.instant(buffer, columns.from(fields.time()), columns.to(fields.time()));
    if (time == UtcTime.INVALID) {
      return reject(RejectReason.TIME, buffer, from, end);
    }
    int event = columns.from(fields.event());
    if (columns.to(fields.event()) - event != 1 || !SmtpDialogue.isEvent(buffer[event])) {
      return reject(RejectReason.EVENT, buffer, from, end);
    }
    if (columns.from(fields.session()) == columns.to(fields.session())) {
      return reject(RejectReason.FIELD_COUNT, "no session-id", buffer, from, end);
    }
    boolean isConnect = buffer[event] == '+';
    SmtpSession session = session(buffer, fields, columns, isConnect);
    boolean wasEnded = session.contact().isEnded();
    int sequence = fields.sequence();
    session.line(
        time, ByteScan.number(buffer, columns.from(sequence), columns.to(sequence)), isConnect);
    if (!session.contact().isConnected()
        && columns.to(fields.local()) > columns.from(fields.local())) {
      session.contact().connected(); // Before, a send has no end of its own.
    }
    dialogue.line(session, buffer, fields, columns, lineNumber());
    if (session.contact().isEnded() != wasEnded) {
      if (wasEnded) {
        sessions.resumed(session);
      } else {
        sessions.ended(session);
      }
    }
    return end;
  }

  @Override
  protected void directive(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    String told = Directive.FIELDS.of(text);
    if (told != null) {
      SmtpFields header = SmtpFields.of(told);
      fields = header;
      columns = new SmtpLine(header == null ? 1 : header.count());
    }
  }

  private static boolean isTooLong(SmtpLine columns, int column) {
    return columns.to(column) - columns.from(column) > LONGEST_NAME;
  }

  private void done(SmtpSession session) {
    if (session.contact().isWhole()) {
      session.part(probes).conclude().ifPresent(this::emit);
    } else if (!session.contact().isNone()) {
      sink().openSession(session.part(probes));
    }
  }

  private SmtpSession session(
      byte[] buffer, SmtpFields fields, SmtpLine columns, boolean isConnect) {
    int connectorFrom = columns.from(fields.connector());
    int connectorTo = connectorEnd(buffer, fields, columns);
    int from = columns.from(fields.session());
    int to = columns.to(fields.session());
    long hash = SmtpSessions.hash(buffer, connectorFrom, connectorTo, from, to);
    SmtpSession session = sessions.find(buffer, connectorFrom, connectorTo, from, to, hash);
    if (session != null && isOfAnother(session, buffer, fields, columns, isConnect)) {
      sessions.close(session);
      session = null;
    }
    if (session == null) {
      session = begin(buffer, fields, columns, hash);
      sessions.add(session);
    }
    if (session.wantsLocal()) {
      session.local(endpoint(buffer, columns, fields.local()));
    }
    if (session.wantsPeer()) {
      SmtpEndpoint remote = endpoint(buffer, columns, fields.remote());
      if (remote != null) {
        session
            .peer()
            .set(remote, buffer, columns.from(fields.remote()), columns.to(fields.remote()));
      }
    }
    return session;
  }

  /** Whether a line with a session's id is of a connection that came after that session. */
  private boolean isOfAnother(
      SmtpSession session, byte[] buffer, SmtpFields fields, SmtpLine columns, boolean isConnect) {
    if (session.contact().isDisconnected()
        && (isConnect || dialogue.isAttempt(buffer, fields, columns))) {
      return true;
    }
    int from = columns.from(fields.remote());
    int to = columns.to(fields.remote());
    // Attempts to connect may go to several hosts in turn.
    if (from == to || session.contact().isNone() || session.peer().is(buffer, from, to)) {
      return false;
    }
    SmtpEndpoint remote = endpoint(buffer, columns, fields.remote());
    return remote != null && session.peer().isOther(remote);
  }

  private SmtpSession begin(byte[] buffer, SmtpFields fields, SmtpLine columns, long hash) {
    int from = columns.from(fields.connector());
    int to = connectorEnd(buffer, fields, columns);
    int sessionFrom = columns.from(fields.session());
    int sessionTo = columns.to(fields.session());
    String connector = unquoted(texts.text(buffer, from, to));
    // Receiving, the connector's name comes after its server's.
    int prefix = format == SmtpFormat.RECEIVE ? connector.indexOf('\\') : -1;
    return new SmtpSession(
        new SmtpKey(buffer, from, to, sessionFrom, sessionTo, hash),
        format,
        prefix > 0 ? connector.substring(0, prefix) : serverOfPath,
        connector.substring(prefix + 1),
        new String(buffer, sessionFrom, sessionTo - sessionFrom, StandardCharsets.UTF_8),
        lineNumber(),
        this::handedOn);
  }

  private void handedOn(SmtpSession session, SmtpHandover handover) {
    sink().innerClient(session.innerClient(handover));
  }

  /** The end of the connector's name: a blank behind it is none of its letters. */
  private static int connectorEnd(byte[] buffer, SmtpFields fields, SmtpLine columns) {
    int from = columns.from(fields.connector());
    int to = columns.to(fields.connector());
    while (to > from && buffer[to - 1] == ' ') {
      to--;
    }
    return to;
  }

  private static String unquoted(String text) {
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }

  private @Nullable SmtpEndpoint endpoint(byte[] buffer, SmtpLine columns, int column) {
    return SmtpEndpoint.of(buffer, columns.from(column), columns.to(column), texts, addresses);
  }
}
