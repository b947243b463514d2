package org.tlssunset.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.TextPool;
import org.tlssunset.logs.Verdict;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Source;
import org.tlssunset.schema.TlsOutcome;

/**
 * A made-up format, as somebody adds one who knows the contract alone. Its first line names a
 * column that the settings know; each other line is a client and a version: {@code #7=TLS 1.0}. So
 * {@code #} begins no comment, and an empty line parts two nights.
 */
public enum NightWatch implements LogFormat {
  LINES;

  @Override
  public String label() {
    return "night-watch";
  }

  @Override
  public Source source() {
    return Source.LOAD_BALANCER;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean splittable() {
    return false;
  }

  @Override
  public boolean foldsByHour() {
    return false;
  }

  @Override
  public boolean hasComments() {
    return false;
  }

  @Override
  public List<String> decisive(LogSettings settings) {
    return settings.forwarding().forwardedFor();
  }

  @Override
  public @Nullable Verdict byHeader(LogHead head, LogSettings settings) {
    boolean isKnown =
        !head.lines().isEmpty()
            && settings.forwarding().forwardedFor().contains(head.lines().get(0));
    return isKnown ? Verdict.of(this) : null;
  }

  @Override
  public LogDecoder decoder(KnownValues known, LogOrigin origin, LogSink sink) {
    return new Lines(known, origin, sink);
  }

  private static final class Lines extends LogParser {

    private final TextPool texts;
    private final List<String> columns;
    private long night;

    Lines(KnownValues known, LogOrigin origin, LogSink sink) {
      super(LINES, sink);
      texts = known.texts(origin.charset());
      columns = known.settings().forwarding().forwardedFor();
    }

    @Override
    protected int line(byte[] buffer, int from) {
      int end = ByteScan.lineEnd(buffer, from);
      String text = new String(buffer, from, end - from, StandardCharsets.UTF_8);
      if (text.isEmpty()) {
        night++;
        return comment(end);
      }
      if (columns.contains(text)) {
        return comment(end);
      }
      int mark = text.indexOf('=');
      if (mark < 0) {
        return reject(RejectReason.FIELD_COUNT, "no =", buffer, from, end);
      }
      emit(
          new Observation()
              .setTimes(night * 86_400_000_000L, night * 86_400_000_000L)
              .set(ObservationColumn.SOURCE, LINES.source())
              .set(ObservationColumn.CLIENT_NAME, texts.text(buffer, from, from + mark))
              .set(ObservationColumn.TLS_OUTCOME, TlsOutcome.NEGOTIATED)
              .set(ObservationColumn.TLS_VERSION, texts.text(buffer, from + mark + 1, end))
              .set(ObservationColumn.REQUESTS, (Long) 1L)
              .set(ObservationColumn.SOURCE_LINE, (Long) lineNumber()));
      return end;
    }

    @Override
    public void finish() {}
  }
}
