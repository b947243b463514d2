package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;

/** Makes the parser of a format: the place to add one. */
public final class LogParsers {

  private LogParsers() {}

  /**
   * A parser for one log.
   *
   * @param server the server's name as the log's path gives it; null if it does not
   */
  public static LogParser of(
      LogFormat format, LogSettings settings, @Nullable String server, LogSink sink) {
    return switch (format) {
      case SMTP_RECEIVE, SMTP_SEND -> new SmtpParser(format, settings, server, sink);
      case IIS -> new IisParser(settings, server, sink);
    };
  }
}
