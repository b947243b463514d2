package org.tlssunset.logs.iis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.AddressPool;
import org.tlssunset.logs.ByteScan;
import org.tlssunset.logs.ByteText;
import org.tlssunset.logs.Directive;
import org.tlssunset.logs.KnownValues;
import org.tlssunset.logs.LogOrigin;
import org.tlssunset.logs.LogParser;
import org.tlssunset.logs.LogSink;
import org.tlssunset.logs.UtcTime;
import org.tlssunset.schema.RejectReason;

/**
 * Reads the W3C extended logs of IIS: requests, which {@link IisFold} folds into client-hours.
 *
 * <p>The header, {@code #Fields:}, says what the columns are, as often as it changes. In a log
 * without the column {@code date} the {@linkplain IisClock days} follow from the last {@code
 * #Date:}. A line whose fields do not fit is tried with each run of blanks as one.
 */
final class IisParser extends LogParser {

  /** See {@link org.tlssunset.logs.LogFormat#version}. */
  static final int VERSION = 4;

  /** How much of a field is shown that cannot be read, in bytes. */
  private static final int MOST_SHOWN = 60;

  /** What is wrong with a line that has as many fields as it should, and blanks too many. */
  private static final String SHIFTED =
      "a blank too many and a field too few: numbers or addresses are not where #Fields names them";

  private static final int DATE_LENGTH = 10;

  /** Of a date, a blank and a time, with what may be read beyond. */
  private static final int DIRECTIVE_LENGTH = 19 + SLACK;

  private static final int TIME_LENGTH = 8;
  private static final long SECONDS_PER_DAY = 86_400;

  private final IisHeaders headers;
  private final UtcTime utcTime = new UtcTime();
  private final IisClock clock = new IisClock();
  private final AddressPool addresses;
  private final IisFactsReader facts;
  private final IisFold fold;

  /** The columns; null before the first header. */
  private @Nullable IisFields fields;

  private IisLine columns = new IisLine(1);

  private final IisBlanks blanks = new IisBlanks();
  private IisColumnTypes types;
  private IisAddressColumns unread;

  IisParser(KnownValues known, LogOrigin origin, LogSink sink) {
    super(IisFormat.W3C, sink);
    headers = known.kept(IisHeaders.class, IisHeaders::new);
    this.addresses = known.addresses();
    this.types = new IisColumnTypes(IisFields.NONE);
    this.unread = new IisAddressColumns(IisFields.NONE, addresses);
    this.facts = new IisFactsReader(known, origin);
    this.fold = new IisFold(facts, this::emit);
  }

  @Override
  public void finish() {
    fold.finish();
    unread.found().forEach(sink()::unknownAddressColumn);
  }

  @Override
  protected int line(byte[] buffer, int from) {
    IisFields fields = this.fields;
    if (fields == null) {
      return reject(RejectReason.NO_FIELDS_HEADER, buffer, from, ByteScan.lineEnd(buffer, from));
    }
    IisLine columns = this.columns;
    int end = columns.split(buffer, from);
    if (end < 0) {
      return lineWithBlanks(buffer, fields, from, ~end);
    }
    if (columns.hasDoubledBlank() && !types.fit(buffer, columns)) {
      return reject(RejectReason.FIELD_COUNT, SHIFTED, buffer, from, end);
    }
    return read(buffer, columns, fields, buffer, from, end);
  }

  /** A line that does not fit as it is: does it, if a run of blanks is one? */
  private int lineWithBlanks(byte[] buffer, IisFields fields, int from, int end) {
    byte[] single = blanks.single(buffer, from, end);
    if (columns.split(single, 0) < 0 || !types.fit(single, columns)) {
      String detail = fieldCount(IisLine.count(buffer, from, end), fields.count());
      return reject(RejectReason.FIELD_COUNT, detail, buffer, from, end);
    }
    return read(single, columns, fields, buffer, from, end);
  }

  /**
   * Counts or rejects a line.
   *
   * @param text holds it as it was split; {@code buffer} holds it as it was logged
   */
  private int read(
      byte[] text, IisLine columns, IisFields fields, byte[] buffer, int from, int end) {
    long second = second(text, fields, columns);
    if (second == UtcTime.INVALID) {
      return rejectTime(fields, buffer, from, end);
    }
    if (unread.isLooking()) {
      unread.look(text, columns);
    }
    int kind = facts.kind(text, fields, columns);
    if (!fold.count(text, fields, columns, kind, second, lineNumber())) {
      return rejectVersion(text, columns, fields, buffer, from, end);
    }
    return end;
  }

  /** Of its own, as is the next: with them in it, {@link #read} is compiled to slower code. */
  private int rejectTime(IisFields fields, byte[] buffer, int from, int end) {
    String detail =
        fields.date() == IisFields.ABSENT && !clock.isKnown()
            ? clock.unknown()
            : RejectReason.TIME.usualDetail();
    return reject(RejectReason.TIME, detail, buffer, from, end);
  }

  private int rejectVersion(
      byte[] text, IisLine columns, IisFields fields, byte[] buffer, int from, int end) {
    int column = fields.cryptProtocol();
    int at = columns.from(column);
    int to = Math.min(columns.to(column), at + MOST_SHOWN);
    String detail =
        "%s is '%s', which is no TLS version"
            .formatted(fields.names().get(column), ByteText.UTF8.shown(text, at, to));
    return reject(RejectReason.CRYPT_FIELD, detail, buffer, from, end);
  }

  @Override
  protected void directive(byte[] buffer, int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    String fields = Directive.FIELDS.of(text);
    String date = Directive.DATE.of(text);
    if (fields != null) {
      header(headers.fields(fields));
    } else if (date != null) {
      clock.set(instant(date.strip()));
    }
  }

  /** The second of {@code yyyy-MM-dd HH:mm:ss}, that of the day's begin where no time follows. */
  private long instant(String text) {
    byte[] date = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), DIRECTIVE_LENGTH);
    long day = utcTime.day(date, 0);
    int second = UtcTime.secondOfDay(date, DATE_LENGTH + 1);
    return day == UtcTime.INVALID ? UtcTime.INVALID : day * SECONDS_PER_DAY + Math.max(0, second);
  }

  private void header(IisFields header) {
    if (header.equals(fields)) {
      return;
    }
    unread.found().forEach(sink()::unknownAddressColumn);
    unread = new IisAddressColumns(header, addresses);
    fields = header.count() == 0 ? null : header;
    columns = new IisLine(Math.max(1, header.count()));
    types = new IisColumnTypes(header);
    fold.headerChanged();
  }

  /** The line's time, seconds since 1970; {@link UtcTime#INVALID} if it has none. */
  private long second(byte[] buffer, IisFields fields, IisLine columns) {
    int time = fields.time();
    if (time == IisFields.ABSENT || columns.to(time) - columns.from(time) != TIME_LENGTH) {
      return UtcTime.INVALID;
    }
    int secondOfDay = UtcTime.secondOfDay(buffer, columns.from(time));
    int date = fields.date();
    if (secondOfDay < 0) {
      return UtcTime.INVALID;
    }
    if (date == IisFields.ABSENT) {
      return clock.second(secondOfDay);
    }
    long day =
        columns.to(date) - columns.from(date) == DATE_LENGTH
            ? utcTime.day(buffer, columns.from(date))
            : UtcTime.INVALID;
    if (day == UtcTime.INVALID) {
      return UtcTime.INVALID;
    }
    long second = day * SECONDS_PER_DAY + secondOfDay;
    clock.passed(second);
    return second;
  }
}
