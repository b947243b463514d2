package org.tlssunset.logs.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.Verdict;
import org.tlssunset.schema.Source;

/** The SMTP protocol logs of Exchange, a format for each direction. */
public enum SmtpFormat implements LogFormat {
  RECEIVE("smtp-receive", Source.SMTP_RECEIVE, "SMTP Receive Protocol Log"),
  SEND("smtp-send", Source.SMTP_SEND, "SMTP Send Protocol Log");

  private final String label;
  private final Source source;
  private final String type;

  SmtpFormat(String label, Source source, String type) {
    this.label = label;
    this.source = source;
    this.type = type;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public int version() {
    return SmtpParser.VERSION;
  }

  /** Sessions interleave from the first line to the last. */
  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public boolean foldsByHour() {
    return false;
  }

  /** A receive log's connectors begin with their server's name. */
  @Override
  public boolean namesServer() {
    return this == RECEIVE;
  }

  @Override
  public List<String> decisive(LogSettings settings) {
    return List.of(SettingsDigest.any(settings.probeUsers()));
  }

  @Override
  public @Nullable Verdict byHeader(LogHead head, LogSettings settings) {
    if (!head.type().isEmpty()) {
      return head.type().equalsIgnoreCase(type) ? Verdict.of(this) : null;
    }
    if (SmtpFields.of(head.fields()) == null) {
      return null;
    }
    SmtpFormat told = SmtpDirection.of(head.lines(), head.fileName());
    SmtpFormat direction = told == null ? SmtpDirection.ofName(head.fileName()) : told;
    return direction == null
        ? Verdict.not("is an SMTP protocol log without a line that tells its direction")
        : verdict(direction);
  }

  @Override
  public @Nullable Verdict byLines(LogHead head, LogSettings settings) {
    return verdict(SmtpDirection.of(head.lines(), head.fileName()));
  }

  private @Nullable Verdict verdict(@Nullable SmtpFormat direction) {
    return direction == this ? Verdict.of(this) : null;
  }

  @Override
  public String redacted(String line, @Nullable String fields, LogSettings settings) {
    SmtpFields named = fields == null ? null : SmtpFields.of(fields);
    return new SmtpRedaction(named == null ? SmtpFields.STANDARD : named).of(line);
  }

  @Override
  public LogDecoder decoder(KnownValues known, LogOrigin origin, LogSink sink) {
    return new SmtpParser(this, known, origin, sink);
  }
}
