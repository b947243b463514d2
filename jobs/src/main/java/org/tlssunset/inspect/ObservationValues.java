package org.tlssunset.inspect;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ClientKey;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Tables;

/**
 * An observation's values as people and programs read them: times and days in ISO 8601, and beside
 * its columns the client, as the rollups know it.
 */
final class ObservationValues {

  /** In the place of a column: the client. */
  private static final @Nullable ObservationColumn CLIENT = null;

  private final @Nullable ObservationColumn[] columns;
  private final @Nullable Object[] values;
  private final List<@Nullable Object> row;
  private final UtcText times = new UtcText();

  private ObservationValues(@Nullable ObservationColumn... columns) {
    this.columns = columns;
    values = new @Nullable Object[columns.length];
    row = Collections.unmodifiableList(Arrays.asList(values));
  }

  /** What fits on a screen. */
  static ObservationValues chief() {
    return new ObservationValues(
        ObservationColumn.SOURCE_LINE,
        ObservationColumn.STARTED_AT,
        ObservationColumn.SERVER,
        ObservationColumn.PROTOCOL,
        CLIENT,
        ObservationColumn.CLIENT_NAME,
        ObservationColumn.USER_NAME,
        ObservationColumn.TLS_OUTCOME,
        ObservationColumn.TLS_HOP,
        ObservationColumn.TLS_VERSION,
        ObservationColumn.CIPHER,
        ObservationColumn.KEY_EXCHANGE,
        ObservationColumn.REQUESTS,
        ObservationColumn.IS_PROBE);
  }

  /** All but the batch, in the order of the table; the client is the last. */
  static ObservationValues all() {
    return new ObservationValues(
        Stream.concat(
                Arrays.stream(ObservationColumn.values())
                    .filter(column -> column != ObservationColumn.BATCH_ID),
                Stream.of(CLIENT))
            .toArray(ObservationColumn[]::new));
  }

  /** Their names. */
  List<String> names() {
    return Arrays.stream(columns)
        .map(column -> column == CLIENT ? Tables.CLIENT : column.columnName())
        .toList();
  }

  /** An observation's values in the order of the names; valid until the next one's. */
  List<@Nullable Object> of(Observation observation) {
    for (int i = 0; i < columns.length; i++) {
      ObservationColumn column = columns[i];
      if (column == CLIENT) {
        values[i] = client(observation);
      } else {
        Object value = observation.get(column);
        values[i] = value == null ? null : readable(column, value);
      }
    }
    return row;
  }

  private static @Nullable String client(Observation row) {
    return ClientKey.of(
        row.text(ObservationColumn.CLIENT_IP),
        row.text(ObservationColumn.PEER_IP),
        row.text(ObservationColumn.CLIENT_NAME),
        row.text(ObservationColumn.USER_NAME));
  }

  private Object readable(ObservationColumn column, Object value) {
    return switch (column.type()) {
      case TIMESTAMP -> times.of((Long) value);
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      default -> value;
    };
  }
}
