package org.tlssunset.logs;

import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;

/** Placeholder for the first build. */
final class SmtpParser extends LogParser {

  private final LogFormat format;

  SmtpParser(LogFormat format, LogSettings settings, @Nullable String server, LogSink sink) {
    super(sink);
    this.format = format;
  }

  SmtpParser(LogSettings settings, @Nullable String server, LogSink sink) {
    this(LogFormat.IIS, settings, server, sink);
  }

  @Override
  public LogFormat format() {
    return format;
  }

  @Override
  public void finish() {}

  @Override
  int line(byte[] buffer, int from) {
    return ByteScan.lineEnd(buffer, from);
  }

  @Override
  void directive(byte[] buffer, int from, int to) {}
}
