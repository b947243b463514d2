package org.tlssunset.logs.formats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ObservationColumn;

/** An observation as a case expects it: those of its columns that the case is about, as text. */
final class SpecRow {

  private static final String NULL = "null";

  private static final Map<String, ObservationColumn> COLUMNS =
      Stream.of(ObservationColumn.values())
          .collect(Collectors.toMap(ObservationColumn::columnName, column -> column));

  private final Map<ObservationColumn, String> values = new EnumMap<>(ObservationColumn.class);

  /**
   * Adds a column.
   *
   * @return what is wrong with it; null if nothing
   */
  @Nullable String add(String name, String value) {
    ObservationColumn column = COLUMNS.get(name);
    if (column == null) {
      return "tls_observations has no column '%s'".formatted(name);
    }
    if (value.isEmpty()) {
      return "%s has no value: an empty column is '%s'".formatted(name, NULL);
    }
    return values.put(column, value) == null ? null : name + " stands there twice";
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The columns in which an observation is another: {@code requests: expected 3, but was 2}. */
  List<String> differences(Observation observation) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(text(entry.getKey(), observation)))
        .map(
            entry ->
                "%s: expected %s, but was %s"
                    .formatted(
                        entry.getKey().columnName(),
                        entry.getValue(),
                        text(entry.getKey(), observation)))
        .toList();
  }

  /** All that an observation holds, written as a case would. */
  static String all(Observation observation) {
    return Stream.of(ObservationColumn.values())
        .filter(column -> observation.get(column) != null)
        .map(column -> column.columnName() + " = " + text(column, observation))
        .collect(Collectors.joining("\n   ", "-> observation\n   ", ""));
  }

  /** A column's value; no two are written alike. */
  private static String text(ObservationColumn column, Observation observation) {
    Object value = observation.get(column);
    if (value == null) {
      return NULL;
    }
    return switch (column.type()) {
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case STRING -> quotedIfOdd((String) value);
      default -> value.toString();
    };
  }

  private static String quotedIfOdd(String text) {
    boolean isOdd =
        text.equals(NULL) || !text.equals(text.strip()) || text.isEmpty() || text.startsWith("\"");
    return isOdd ? '"' + text + '"' : text;
  }
}
