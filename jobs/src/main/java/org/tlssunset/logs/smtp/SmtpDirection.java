package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.Directive;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.UtcTime;

/**
 * Recognises the lines of an SMTP protocol log, and which direction's log it is: by the side of the
 * TLS handshake, by who says what, by the file's name, by the connector's server.
 */
final class SmtpDirection {

  private static final Pattern OURS_AS_CLIENT = Pattern.compile("SP_PROT[_-]\\w{1,20}_CLIENT");
  private static final Pattern OURS_AS_SERVER = Pattern.compile("SP_PROT[_-]\\w{1,20}_SERVER");

  private final UtcTime utcTime = new UtcTime();
  private SmtpFields fields = SmtpFields.STANDARD;
  private boolean hasLines;
  private boolean hasServer;

  private SmtpDirection() {}

  /**
   * Judges the lines.
   *
   * @param lines the log's first ones, whole
   * @return null if none of them is one of such a log
   */
  static @Nullable SmtpFormat of(List<String> lines, String fileName) {
    SmtpDirection direction = new SmtpDirection();
    for (String line : lines) {
      SmtpFormat proven = direction.proven(line);
      if (proven != null) {
        return proven;
      }
    }
    if (!direction.hasLines) {
      return null;
    }
    SmtpFormat named = ofName(fileName);
    if (named != null) {
      return named;
    }
    // Receiving, Exchange writes SERVER\Connector; sending, the connector's name alone.
    return direction.hasServer ? SmtpFormat.RECEIVE : SmtpFormat.SEND;
  }

  /** The direction that a name like {@code RECV2024012515-1.LOG} tells; null if it tells none. */
  static @Nullable SmtpFormat ofName(String fileName) {
    String name = fileName.toUpperCase(Locale.ROOT);
    boolean isReceive = name.contains("RECV");
    if (isReceive == name.contains("SEND")) {
      return null;
    }
    return isReceive ? SmtpFormat.RECEIVE : SmtpFormat.SEND;
  }

  private @Nullable SmtpFormat proven(String line) {
    String told = Directive.FIELDS.of(line);
    if (told != null) {
      SmtpFields header = SmtpFields.of(told);
      fields = header == null ? SmtpFields.STANDARD : header;
    }
    byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] buffer = Arrays.copyOf(text, text.length + LogParser.SLACK);
    SmtpLine columns = new SmtpLine(fields.count());
    if (line.isEmpty() || columns.split(buffer, 0) < 0 || !isOfSession(buffer, columns)) {
      return null;
    }
    hasLines = true;
    hasServer |= text(buffer, columns, fields.connector()).indexOf('\\') > 0;
    String data = text(buffer, columns, fields.data());
    return switch (text(buffer, columns, fields.event())) {
      case ">" -> saidByUs(data, SmtpFormat.SEND, SmtpFormat.RECEIVE);
      case "<" -> saidByUs(data, SmtpFormat.RECEIVE, SmtpFormat.SEND);
      case "*" -> information(data + " " + text(buffer, columns, fields.context()));
      default -> null;
    };
  }

  /** Whether time, session, sequence number and event are what they should be. */
  private boolean isOfSession(byte[] buffer, SmtpLine columns) {
    int event = columns.from(fields.event());
    int sequence = columns.from(fields.sequence());
    int sequenceEnd = columns.to(fields.sequence());
    return utcTime.instant(buffer, columns.from(fields.time()), columns.to(fields.time()))
            != UtcTime.INVALID
        && columns.from(fields.session()) < columns.to(fields.session())
        && (sequence == sequenceEnd || ByteScan.number(buffer, sequence, sequenceEnd) >= 0)
        && columns.to(fields.event()) == event + 1
        && SmtpDialogue.isEvent(buffer[event]);
  }

  private static String text(byte[] buffer, SmtpLine columns, int column) {
    int from = columns.from(column);
    return new String(buffer, from, columns.to(column) - from, StandardCharsets.UTF_8);
  }

  private static @Nullable SmtpFormat saidByUs(
      String said, SmtpFormat ifCommand, SmtpFormat ifAnswer) {
    String word = said.length() < 4 ? "" : said.substring(0, 4).toUpperCase(Locale.ROOT);
    return switch (word) {
      case "220 ", "220-", "250 ", "250-" -> ifAnswer;
      case "EHLO", "HELO", "MAIL", "QUIT" -> ifCommand;
      default -> null;
    };
  }

  private static @Nullable SmtpFormat information(String text) {
    if (text.contains("attempting to connect") || OURS_AS_CLIENT.matcher(text).find()) {
      return SmtpFormat.SEND;
    }
    return OURS_AS_SERVER.matcher(text).find() ? SmtpFormat.RECEIVE : null;
  }
}
