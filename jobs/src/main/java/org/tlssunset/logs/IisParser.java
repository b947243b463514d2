package org.tlssunset.logs;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.RejectReason;

/**
 * Reads the W3C extended logs of IIS: requests, which {@link IisFold} folds into client-hours.
 *
 * <p>The header, {@code #Fields:}, says what the columns are, as often as it changes. In a log
 * without the column {@code date} the day is that of the last {@code #Date:}; it is not guessed
 * from times that go back past midnight.
 */
final class IisParser extends LogParser {

  private static final String FIELDS = "#Fields:";
  private static final String DATE = "#Date:";

  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;
  private static final long SECONDS_PER_DAY = 86_400;

  private final LogSettings settings;
  private final UtcTime utcTime = new UtcTime();
  private final IisFactsReader facts;
  private final IisFold fold;

  /** The columns; null before the first header. */
  private @Nullable IisFields fields;

  private IisLine columns = new IisLine(1);

  /** The day of the last {@code #Date:}, from 1970; {@link UtcTime#INVALID} if there is none. */
  private long directiveDay = UtcTime.INVALID;

  IisParser(LogSettings settings, KnownValues known, @Nullable String server, LogSink sink) {
    super(sink);
    this.settings = settings;
    this.facts = new IisFactsReader(settings, known, server);
    this.fold = new IisFold(facts, this::emit);
  }

  @Override
  public LogFormat format() {
    return LogFormat.IIS;
  }

  @Override
  public void finish() {
    fold.finish();
  }

  @Override
  int line(byte[] buffer, int from) {
    IisFields fields = this.fields;
    if (fields == null) {
      return reject(RejectReason.NO_FIELDS_HEADER, buffer, from, ByteScan.lineEnd(buffer, from));
    }
    IisLine columns = this.columns;
    int end = columns.split(buffer, from);
    if (end < 0) {
      String detail = fieldCount(IisLine.count(buffer, from, ~end), fields.count());
      return reject(RejectReason.FIELD_COUNT, detail, buffer, from, ~end);
    }
    long second = second(buffer, fields, columns);
    if (second == UtcTime.INVALID) {
      return reject(RejectReason.TIME, buffer, from, end);
    }
    int kind = facts.kind(buffer, fields, columns);
    fold.count(buffer, fields, columns, kind, second, lineNumber());
    return end;
  }

  @Override
  void directive(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    if (text.regionMatches(true, 0, FIELDS, 0, FIELDS.length())) {
      header(IisFields.of(text.substring(FIELDS.length()), settings));
    } else if (text.regionMatches(true, 0, DATE, 0, DATE.length())) {
      byte[] date = text.substring(DATE.length()).strip().getBytes(StandardCharsets.UTF_8);
      directiveDay = date.length < DATE_LENGTH ? UtcTime.INVALID : utcTime.day(date, 0);
    }
  }

  private void header(IisFields header) {
    if (header.equals(fields)) {
      return;
    }
    fields = header.count() == 0 ? null : header;
    columns = new IisLine(Math.max(1, header.count()));
    fold.headerChanged();
  }

  /** The line's time, seconds since 1970; {@link UtcTime#INVALID} if it has none. */
  private long second(byte[] buffer, IisFields fields, IisLine columns) {
    int time = fields.time();
    if (time == IisFields.ABSENT || columns.to(time) - columns.from(time) != TIME_LENGTH) {
      return UtcTime.INVALID;
    }
    long day = directiveDay;
    int date = fields.date();
    if (date != IisFields.ABSENT) {
      day =
          columns.to(date) - columns.from(date) == DATE_LENGTH
              ? utcTime.day(buffer, columns.from(date))
              : UtcTime.INVALID;
    }
    int secondOfDay = UtcTime.secondOfDay(buffer, columns.from(time));
    return day == UtcTime.INVALID || secondOfDay < 0
        ? UtcTime.INVALID
        : day * SECONDS_PER_DAY + secondOfDay;
  }
}
