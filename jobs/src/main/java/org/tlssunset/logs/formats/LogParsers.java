package org.tlssunset.logs.formats;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.iis.IisParser;
import org.tlssunset.logs.smtp.SmtpParser;
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
   * The version of what reads a format: it rises whenever a log gives other rows, counts or rejects
   * than before, or is no longer taken for one of that format. Logs that another version has read
   * are read again.
   *
   * @param format null for the version of what recognises logs: it rises whenever something is
   *     recognised, or can be opened, that was not before, or is given another reason
   */
  public static int version(@Nullable LogFormat format) {
    if (format == null) {
      return FormatDetector.VERSION;
    }
    return switch (format) {
      case SMTP_RECEIVE, SMTP_SEND -> SmtpParser.VERSION;
      case IIS -> IisParser.VERSION;
    };
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
