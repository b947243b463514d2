package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.RejectReason;

/**
 * Reads Exchange's SMTP protocol logs: the interleaved lines of sessions, each folded into one row.
 *
 * <p>A session of which the log holds the first and the last line is a row at once; of any other
 * the part is handed on, to be joined with what other logs hold of it.
 */
final class SmtpParser extends LogParser {

  private static final String FIELDS = "#Fields:";

  private final LogFormat format;
  private final @Nullable String serverOfPath;
  private final UtcTime utcTime = new UtcTime();
  private final TextPool texts = new TextPool();
  private final AddressPool addresses = new AddressPool();
  private final SmtpDialogue dialogue;
  private final SmtpSessions sessions = new SmtpSessions(this::done);

  private @Nullable SmtpFields fields = SmtpFields.STANDARD;
  private SmtpLine columns = new SmtpLine(SmtpFields.STANDARD.count());

  /**
   * @param server the server's name as the log's path gives it; null if it does not
   */
  SmtpParser(LogFormat format, LogSettings settings, @Nullable String server, LogSink sink) {
    super(sink);
    this.format = format;
    serverOfPath = server;
    dialogue = new SmtpDialogue(format, new HealthProbes(settings), texts);
  }

  @Override
  public LogFormat format() {
    return format;
  }

  @Override
  public void finish() {
    sessions.finish();
  }

  @Override
  int line(byte[] buffer, int from) {
    SmtpFields fields = this.fields;
    if (fields == null) {
      return reject(RejectReason.NO_FIELDS_HEADER, buffer, from, ByteScan.lineEnd(buffer, from));
    }
    SmtpLine columns = this.columns;
    int end = columns.split(buffer, from);
    if (end < 0) {
      return reject(columns.fault(), buffer, from, ~end);
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
      return reject(RejectReason.FIELD_COUNT, buffer, from, end);
    }
    SmtpSession session = session(buffer, fields, columns, buffer[event] == '+');
    session.line(time, number(buffer, columns, fields.sequence()));
    boolean wasEnded = session.isEnded();
    dialogue.line(session, buffer, fields, columns, lineNumber());
    if (session.isEnded() && !wasEnded) {
      sessions.ended(session);
    }
    return end;
  }

  @Override
  void directive(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    if (text.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
      SmtpFields header = SmtpFields.of(text.substring(FIELDS.length()));
      fields = header;
      columns = new SmtpLine(header == null ? 1 : header.count());
    }
  }

  private void done(SmtpSession session) {
    if (session.isWhole()) {
      session.part().conclude().ifPresent(this::emit);
    } else if (!session.isNoContact()) {
      emit(session.part());
    }
  }

  private SmtpSession session(
      byte[] buffer, SmtpFields fields, SmtpLine columns, boolean isConnect) {
    int connectorFrom = columns.from(fields.connector());
    int connectorTo = columns.to(fields.connector());
    int from = columns.from(fields.session());
    int to = columns.to(fields.session());
    long hash = SmtpSessions.hash(buffer, connectorFrom, connectorTo, from, to);
    SmtpSession session = sessions.find(buffer, connectorFrom, connectorTo, from, to, hash);
    if (session != null && isConnect && session.isWhole()) {
      sessions.close(session);
      session = null;
    }
    if (session == null) {
      session = begin(buffer, fields, columns, hash);
      sessions.add(session);
    }
    if (!session.hasPeer()) {
      peer(session, buffer, columns.from(fields.remote()), columns.to(fields.remote()));
    }
    return session;
  }

  private SmtpSession begin(byte[] buffer, SmtpFields fields, SmtpLine columns, long hash) {
    int from = columns.from(fields.connector());
    int to = columns.to(fields.connector());
    int sessionFrom = columns.from(fields.session());
    int sessionTo = columns.to(fields.session());
    byte[] key = new byte[to - from + sessionTo - sessionFrom];
    System.arraycopy(buffer, from, key, 0, to - from);
    System.arraycopy(buffer, sessionFrom, key, to - from, sessionTo - sessionFrom);
    String connector = unquoted(texts.text(buffer, from, to));
    // Receiving, the connector's name comes after its server's.
    int prefix = format == LogFormat.SMTP_RECEIVE ? connector.indexOf('\\') : -1;
    String server =
        prefix > 0
            ? connector.substring(0, prefix)
            : serverOfPath != null
                ? serverOfPath
                : localAddress(buffer, columns.from(fields.local()), columns.to(fields.local()));
    return new SmtpSession(
        key,
        hash,
        format,
        server,
        connector.substring(prefix + 1),
        new String(buffer, sessionFrom, sessionTo - sessionFrom, StandardCharsets.UTF_8),
        lineNumber());
  }

  private static String unquoted(String text) {
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }

  private @Nullable String localAddress(byte[] buffer, int from, int to) {
    if (from == to) {
      return null;
    }
    String host = texts.text(buffer, from, hostEnd(buffer, from, to));
    return addresses.address(host).map(IpText::address).orElse(host);
  }

  private void peer(SmtpSession session, byte[] buffer, int from, int to) {
    if (from == to) {
      return;
    }
    int hostEnd = hostEnd(buffer, from, to);
    String host = texts.text(buffer, from, hostEnd);
    int port = hostEnd < to ? number(buffer, hostEnd + 1, to) : -1;
    session.peer(
        host,
        port < 0 || port > 65_535 ? null : (Integer) port,
        addresses.address(host).orElse(null));
  }

  /** Where an endpoint's host ends: at its last colon, unless that is part of an IPv6 address. */
  private static int hostEnd(byte[] buffer, int from, int to) {
    int colon = to - 1;
    while (colon > from && buffer[colon] != ':') {
      colon--;
    }
    if (colon <= from) {
      return to;
    }
    boolean isBracketed = buffer[colon - 1] == ']';
    for (int i = from; i < colon && !isBracketed; i++) {
      if (buffer[i] == ':') {
        return to;
      }
    }
    return colon;
  }

  private static int number(byte[] buffer, SmtpLine columns, int column) {
    return number(buffer, columns.from(column), columns.to(column));
  }

  /** A number of at most nine digits; negative if it is none. */
  private static int number(byte[] buffer, int from, int to) {
    if (from == to || to - from > 9) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
