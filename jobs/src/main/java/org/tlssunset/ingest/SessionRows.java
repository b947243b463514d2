package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.logs.smtp.SmtpCut;
import org.tlssunset.logs.smtp.SmtpHandedOn;
import org.tlssunset.logs.smtp.SmtpPart;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.Labelled;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.SessionColumns;
import org.tlssunset.schema.Source;

/**
 * Parts of SMTP sessions as the ledger's column open_sessions keeps them, and back. Values are
 * found by their columns' names: what an older form lacks is null.
 */
final class SessionRows {

  /** Each column's place in the struct. */
  private static final Map<String, Integer> PLACES = places();

  /** An observation's columns that are kept, each with its place. */
  private static final Map<ObservationColumn, Integer> OBSERVED = observed();

  private SessionRows() {}

  private static Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (Column column : SessionColumns.ALL) {
      places.put(column.name(), places.size());
    }
    return places;
  }

  private static Map<ObservationColumn, Integer> observed() {
    Map<ObservationColumn, Integer> places = new EnumMap<>(ObservationColumn.class);
    for (ObservationColumn column : ObservationColumn.values()) {
      Integer place = PLACES.get(column.columnName());
      if (place != null) {
        places.put(column, place);
      }
    }
    return places;
  }

  /** A part as a struct of the column, which is made for those of SMTP sessions alone. */
  static InternalRow struct(OpenSession open) {
    SmtpPart part = (SmtpPart) open;
    @Nullable Object[] values = new Object[PLACES.size()];
    OBSERVED.forEach(
        (column, place) -> {
          Object value = part.seen().get(column);
          values[place] = value instanceof String text ? UTF8String.fromString(text) : value;
        });
    set(values, SessionColumns.STARTED, part.started());
    set(values, SessionColumns.ENDED, part.ended());
    set(values, SessionColumns.COMPLETE, part.complete());
    set(values, SessionColumns.FIRST_SEQUENCE, part.firstSequence());
    set(values, SessionColumns.LAST_SEQUENCE, part.lastSequence());
    set(values, SessionColumns.COMMANDED, part.commanded());
    set(values, SessionColumns.AWAITING, part.awaiting());
    set(values, SessionColumns.OTHER_MAIL, part.otherMail());
    set(values, SessionColumns.ANSWERS_FIRST, part.cut().answersFirst());
    set(values, SessionColumns.FIRST_ANSWER, part.cut().firstAnswer());
    set(values, SessionColumns.UNANSWERED, part.cut().unanswered());
    set(values, SessionColumns.PROXY_ASKED, part.cut().proxyAsked());
    set(values, SessionColumns.SIGNING_IN, part.cut().signingIn());
    set(values, SessionColumns.MAIL_ASKED, part.cut().mailAsked());
    set(values, SessionColumns.SERVERS, part.cut().servers());
    open.asked().ifPresent(asked -> setAsked(values, asked));
    set(values, SessionColumns.FORM, SessionColumns.CURRENT_FORM);
    return new GenericInternalRow(values);
  }

  private static void setAsked(@Nullable Object[] values, InnerClient asked) {
    InnerClient.Client client = asked.client();
    set(values, SessionColumns.HANDED_SID, UTF8String.fromString(client.sid()));
    set(values, SessionColumns.HANDED_IP, UTF8String.fromString(client.address()));
    set(values, SessionColumns.HANDED_PEER, UTF8String.fromString(client.peer()));
    set(values, SessionColumns.HANDED_PORT, client.port());
    set(values, SessionColumns.HANDED_NAME, UTF8String.fromString(client.name()));
    set(values, SessionColumns.HANDED_AT, asked.handedAt());
    set(values, SessionColumns.HANDED_LINE, asked.line());
  }

  private static void set(@Nullable Object[] values, String column, @Nullable Object value) {
    values[PLACES.get(column)] = value;
  }

  /** The part that a row with the struct's fields tells of. */
  static SmtpPart part(Row row) {
    Observation seen = new Observation();
    for (ObservationColumn column : OBSERVED.keySet()) {
      seen.set(column, toInternal(row.getAs(column.columnName())));
    }
    return new SmtpPart(
        seen,
        row.<Boolean>getAs(SessionColumns.STARTED),
        row.<Boolean>getAs(SessionColumns.ENDED),
        row.<Boolean>getAs(SessionColumns.COMPLETE),
        row.<Integer>getAs(SessionColumns.FIRST_SEQUENCE),
        row.<Integer>getAs(SessionColumns.LAST_SEQUENCE),
        row.<Boolean>getAs(SessionColumns.COMMANDED),
        row.<Boolean>getAs(SessionColumns.AWAITING),
        Boolean.TRUE.equals(row.<@Nullable Boolean>getAs(SessionColumns.OTHER_MAIL)),
        cut(row),
        SmtpHandedOn.of(asked(row, seen)));
  }

  private static @Nullable InnerClient asked(Row row, Observation seen) {
    @Nullable Long line = row.getAs(SessionColumns.HANDED_LINE);
    Source source = Labelled.find(Source.values(), seen.textOrEmpty(ObservationColumn.SOURCE));
    if (line == null || source == null) {
      return null;
    }
    return new InnerClient(
        new InnerClient.Hop(
            source,
            seen.text(ObservationColumn.SERVER),
            seen.textOrEmpty(ObservationColumn.ENDPOINT),
            seen.textOrEmpty(ObservationColumn.SESSION_ID)),
        new InnerClient.Client(
            row.getAs(SessionColumns.HANDED_SID),
            row.getAs(SessionColumns.HANDED_IP),
            row.getAs(SessionColumns.HANDED_PEER),
            row.getAs(SessionColumns.HANDED_PORT),
            row.getAs(SessionColumns.HANDED_NAME)),
        DateTimeUtils.instantToMicros(row.getAs(SessionColumns.HANDED_AT)),
        line);
  }

  private static SmtpCut cut(Row row) {
    Integer firstAnswer = row.getAs(SessionColumns.FIRST_ANSWER);
    @Nullable Integer servers = row.getAs(SessionColumns.SERVERS);
    return firstAnswer == null
        ? SmtpCut.UNKNOWN
        : new SmtpCut(
            row.<Integer>getAs(SessionColumns.ANSWERS_FIRST),
            firstAnswer,
            row.<Integer>getAs(SessionColumns.UNANSWERED),
            row.<Boolean>getAs(SessionColumns.PROXY_ASKED),
            row.<Boolean>getAs(SessionColumns.SIGNING_IN),
            Boolean.TRUE.equals(row.<@Nullable Boolean>getAs(SessionColumns.MAIL_ASKED)),
            servers == null ? 0 : servers);
  }

  private static @Nullable Object toInternal(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return DateTimeUtils.instantToMicros(instant);
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    return value;
  }
}
