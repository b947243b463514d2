package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;

/** Parts of SMTP sessions as the ledger's column open_sessions keeps them, and back. */
final class SessionRows {

  /** An observation's columns in the struct, by position; those of the session follow. */
  private static final List<ObservationColumn> COLUMNS =
      Arrays.stream(ObservationColumn.values())
          .filter(column -> column != ObservationColumn.BATCH_ID)
          .toList();

  private SessionRows() {}

  /** A part as a struct of the column. */
  static InternalRow struct(OpenSession part) {
    int next = COLUMNS.size();
    @Nullable Object[] values = new Object[next + Tables.SESSION_COLUMNS.size()];
    for (int i = 0; i < next; i++) {
      Object value = part.seen().get(COLUMNS.get(i));
      values[i] = value instanceof String text ? UTF8String.fromString(text) : value;
    }
    values[next++] = part.started();
    values[next++] = part.ended();
    values[next++] = part.complete();
    values[next++] = part.firstSequence();
    values[next++] = part.lastSequence();
    values[next++] = part.commanded();
    values[next] = part.awaiting();
    return new GenericInternalRow(values);
  }

  /** The part that a row with the struct's fields tells of. */
  static OpenSession part(Row row) {
    Observation seen = new Observation();
    for (ObservationColumn column : COLUMNS) {
      seen.set(column, toInternal(row.getAs(column.columnName())));
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
