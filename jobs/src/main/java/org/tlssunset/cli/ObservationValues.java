package org.tlssunset.cli;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** The values of some columns as people and programs read them: times and days in ISO 8601. */
final class ObservationValues {

  private final ObservationColumn[] columns;
  private final @Nullable Object[] values;
  private final List<@Nullable Object> row;
  private final UtcText times = new UtcText();

  ObservationValues(List<ObservationColumn> columns) {
    this.columns = columns.toArray(ObservationColumn[]::new);
    values = new @Nullable Object[this.columns.length];
    row = Collections.unmodifiableList(Arrays.asList(values));
  }

  /** An observation's values in the order of the columns; valid until the next one's. */
  List<@Nullable Object> of(Observation observation) {
    for (int i = 0; i < columns.length; i++) {
      Object value = observation.get(columns[i]);
      values[i] = value == null ? null : readable(columns[i], value);
    }
    return row;
  }

  private Object readable(ObservationColumn column, Object value) {
    return switch (column.type()) {
      case TIMESTAMP -> times.of((Long) value);
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      default -> value;
    };
  }
}
