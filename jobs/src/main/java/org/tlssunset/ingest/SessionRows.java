package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;

/** SMTP sessions and their parts as rows, and back. */
final class SessionRows {

  private static final List<ObservationColumn> COLUMNS = List.of(ObservationColumn.values());

  private SessionRows() {}

  /** An observation as a row of {@link RowTypes#OBSERVATION}. */
  static Row row(Observation observation) {
    return RowFactory.create(values(observation, COLUMNS, COLUMNS.size()));
  }

  /** A part as a row of {@link RowTypes#OPEN_SESSION}. */
  static Row row(OpenSession part) {
    int next = RowTypes.OPEN_SESSION_COLUMNS.size();
    Object[] values =
        values(part.seen(), RowTypes.OPEN_SESSION_COLUMNS, RowTypes.OPEN_SESSION.length());
    values[next++] = part.started();
    values[next++] = part.ended();
    values[next++] = part.complete();
    values[next++] = part.firstSequence();
    values[next++] = part.lastSequence();
    values[next++] = part.commanded();
    values[next] = part.awaiting();
    return RowFactory.create(values);
  }

  /** The part that a row of {@link RowTypes#OPEN_SESSION} tells of. */
  static OpenSession part(Row row) {
    Observation seen = new Observation();
    for (int i = 0; i < RowTypes.OPEN_SESSION_COLUMNS.size(); i++) {
      seen.set(RowTypes.OPEN_SESSION_COLUMNS.get(i), toInternal(row.get(i)));
    }
    return new OpenSession(
        seen,
        row.<Boolean>getAs(Tables.SESSION_STARTED),
        row.<Boolean>getAs(Tables.SESSION_ENDED),
        row.<Boolean>getAs(Tables.SESSION_COMPLETE),
        row.<Integer>getAs(Tables.SESSION_FIRST_SEQUENCE),
        row.<Integer>getAs(Tables.SESSION_LAST_SEQUENCE),
        row.<Boolean>getAs(Tables.SESSION_COMMANDED),
        row.<Boolean>getAs(Tables.SESSION_AWAITING));
  }

  private static @Nullable Object[] values(
      Observation observation, List<ObservationColumn> columns, int length) {
    @Nullable Object[] values = new Object[length];
    for (int i = 0; i < columns.size(); i++) {
      values[i] = toExternal(columns.get(i), observation.get(columns.get(i)));
    }
    return values;
  }

  private static @Nullable Object toInternal(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    return value;
  }

  private static @Nullable Object toExternal(ObservationColumn column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      default -> value;
    };
  }
}
