package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;

/** Makes the parser of a format: the place to add one. Serves one thread. */
public final class LogParsers {

  private final LogSettings settings;
  private final KnownValues known;

  public LogParsers(LogSettings settings) {
    this.settings = settings;
    this.known = KnownValues.of(settings);
  }

  /**
   * A parser for one log.
   *
   * @param server the server's name as the log's path gives it; null if it does not
   */
  public LogParser parser(LogFormat format, @Nullable String server, LogSink sink) {
    return switch (format) {
      case SMTP_RECEIVE, SMTP_SEND -> new SmtpParser(format, known, server, sink);
      case IIS -> new IisParser(settings, known, server, sink);
    };
  }
}
