package org.tlssunset.logs;

import org.tlssunset.schema.LogFormat;

/** Makes the parser of a format: the place to add one. Serves one thread. */
public final class LogParsers {

  private final LogSettings settings;
  private final KnownValues known;

  public LogParsers(LogSettings settings) {
    this.settings = settings;
    this.known = new KnownValues(settings);
  }

  /**
   * A parser for one log.
   *
   * @param origin what is known of it from where it lies
   */
  public LogParser parser(LogFormat format, LogOrigin origin, LogSink sink) {
    return switch (format) {
      case SMTP_RECEIVE, SMTP_SEND -> new SmtpParser(format, known, origin, sink);
      case IIS -> new IisParser(settings, known, origin, sink);
    };
  }
}
