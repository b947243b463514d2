package org.tlssunset.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.logs.OpenSession;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;

/**
 * Joins the parts of SMTP sessions that stand in several logs: rows of {@link
 * ParsedRow#OPEN_SESSION_TYPE} come in, at most one row of {@link ParsedRow#OBSERVATION_TYPE} per
 * session goes out. Only these parts are shuffled, never lines.
 */
final class SessionJoin {

  private SessionJoin() {}

  /** The sessions that the parts make, concluded. */
  static Dataset<Row> join(Dataset<Row> parts) {
    return parts
        .groupByKey((MapFunction<Row, String>) row -> part(row).key().toString(), Encoders.STRING())
        .flatMapGroups(
            (FlatMapGroupsFunction<String, Row, Row>) (key, rows) -> conclude(rows),
            Encoders.row(ParsedRow.OBSERVATION_TYPE));
  }

  private static Iterator<Row> conclude(Iterator<Row> rows) {
    List<OpenSession> parts = new ArrayList<>();
    rows.forEachRemaining(row -> parts.add(part(row)));
    return OpenSession.joined(parts).conclude().map(SessionJoin::row).stream().iterator();
  }

  private static OpenSession part(Row row) {
    Observation seen = new Observation();
    for (int i = 0; i < ParsedRow.OBSERVATION_COLUMNS.size(); i++) {
      seen.set(ParsedRow.OBSERVATION_COLUMNS.get(i), toInternal(row.get(i)));
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

  private static Row row(Observation observation) {
    return RowFactory.create(
        ParsedRow.OBSERVATION_COLUMNS.stream()
            .map(column -> toExternal(column, observation.get(column)))
            .toArray());
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
