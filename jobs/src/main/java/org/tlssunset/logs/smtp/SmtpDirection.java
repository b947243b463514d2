package org.tlssunset.logs.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.UtcTime;
import org.tlssunset.schema.LogFormat;

/**
 * Recognises the lines of an SMTP protocol log, and which direction's log it is: by the side of the
 * TLS handshake, by who says what, by the file's name, by the connector's server.
 */
public final class SmtpDirection {

  private static final String FIELDS = "#Fields:";
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
  public static @Nullable LogFormat of(List<String> lines, String fileName) {
    SmtpDirection direction = new SmtpDirection();
    for (String line : lines) {
      LogFormat proven = direction.proven(line);
      if (proven != null) {
        return proven;
      }
    }
    if (!direction.hasLines) {
      return null;
    }
    LogFormat named = ofName(fileName);
    if (named != null) {
      return named;
    }
    // Receiving, Exchange writes SERVER\Connector; sending, the connector's name alone.
    return direction.hasServer ? LogFormat.SMTP_RECEIVE : LogFormat.SMTP_SEND;
  }

  /** The direction that a name like {@code RECV2024012515-1.LOG} tells; null if it tells none. */
  public static @Nullable LogFormat ofName(String fileName) {
    String name = fileName.toUpperCase(Locale.ROOT);
    boolean isReceive = name.contains("RECV");
    if (isReceive == name.contains("SEND")) {
      return null;
    }
    return isReceive ? LogFormat.SMTP_RECEIVE : LogFormat.SMTP_SEND;
  }

  private @Nullable LogFormat proven(String line) {
    if (line.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
      SmtpFields header = SmtpFields.of(line.substring(FIELDS.length()));
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
      case ">" -> saidByUs(data, LogFormat.SMTP_SEND, LogFormat.SMTP_RECEIVE);
      case "<" -> saidByUs(data, LogFormat.SMTP_RECEIVE, LogFormat.SMTP_SEND);
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

  private static @Nullable LogFormat saidByUs(
      String said, LogFormat ifCommand, LogFormat ifAnswer) {
    String word = said.length() < 4 ? "" : said.substring(0, 4).toUpperCase(Locale.ROOT);
    return switch (word) {
      case "220 ", "220-", "250 ", "250-" -> ifAnswer;
      case "EHLO", "HELO", "MAIL", "QUIT" -> ifCommand;
      default -> null;
    };
  }

  private static @Nullable LogFormat information(String text) {
    if (text.contains("attempting to connect") || OURS_AS_CLIENT.matcher(text).find()) {
      return LogFormat.SMTP_SEND;
    }
    return OURS_AS_SERVER.matcher(text).find() ? LogFormat.SMTP_RECEIVE : null;
  }
}
