package org.tlssunset.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.LogDecoder;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.Verdict;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.RejectReason;
import org.tlssunset.schema.Source;

/**
 * A made-up format that is no text: a mark, then records of a byte that says how many follow, and
 * these, a client's name. Line ends mean nothing in it.
 */
public enum Beacons implements LogFormat {
  RECORDS;

  static final byte[] MARK = {(byte) 0x8b, '\r', 'B', 0};

  @Override
  public String label() {
    return "beacons";
  }

  @Override
  public Source source() {
    return Source.CAPTURE;
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
  public boolean isText() {
    return false;
  }

  @Override
  public List<String> decisive(LogSettings settings) {
    return List.of();
  }

  @Override
  public @Nullable Verdict byHeader(LogHead head, LogSettings settings) {
    for (int i = 0; i < MARK.length; i++) {
      if (i == head.length() || head.bytes()[i] != MARK[i]) {
        return null;
      }
    }
    return Verdict.of(this);
  }

  @Override
  public LogDecoder decoder(KnownValues known, LogOrigin origin, LogSink sink) {
    return new Records(sink);
  }

  private static final class Records implements LogDecoder {

    private final LogSink sink;
    private long records;
    private long rejected;

    Records(LogSink sink) {
      this.sink = sink;
    }

    @Override
    public int decode(byte[] buffer, int from, int to, long offset, boolean isEnd) {
      int at = offset == 0 ? Math.min(to, from + MARK.length) : from;
      while (at < to && at + 1 + (buffer[at] & 0xff) <= to) {
        int next = at + 1 + (buffer[at] & 0xff);
        String name = new String(buffer, at + 1, next - at - 1, StandardCharsets.ISO_8859_1);
        records++;
        sink.observation(
            new Observation()
                .setTimes(0, 0)
                .set(ObservationColumn.SOURCE, RECORDS.source())
                .set(ObservationColumn.CLIENT_NAME, name)
                .set(ObservationColumn.REQUESTS, (Long) 1L)
                .set(ObservationColumn.SOURCE_LINE, (Long) records));
        at = next;
      }
      if (isEnd && at < to) {
        records++;
        rejected++;
        RejectReason reason = RejectReason.FIELD_COUNT;
        sink.rejected(reason, "cut short", records, offset + (at - from), buffer, at, to);
        return to;
      }
      return at;
    }

    @Override
    public void tooLong(byte[] buffer, int from, int to, long offset) {
      throw new AssertionError("no record has more than 256 bytes");
    }

    @Override
    public int next(byte[] buffer, int from, int to) {
      throw new AssertionError("no record has more than 256 bytes");
    }

    @Override
    public void finish() {}

    @Override
    public LineCounts counts() {
      return new LineCounts(records, records - rejected, 0, rejected, records - rejected);
    }
  }
}
