package org.tlssunset.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ColumnType;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;

/**
 * A row of {@code plan_clients}, which has all columns of {@code client_status}: values as {@link
 * ColumnType} has them, in the order of the columns.
 */
public record StatusRow(@Nullable Object[] values) {

  /**
   * A program's row.
   *
   * @param asOf the last day of evidence, since 1970
   */
  public static StatusRow of(PlannedParty party, PlannedProgram program, int asOf) {
    PlannedProgram.Known known = program.known();
    PlannedProgram.Volume volume = program.volume();
    return new StatusRow(
        new @Nullable Object[] {
          party.role(),
          party.direction(),
          program.evidence().protocol(),
          party.party(),
          program.evidence().named().client(),
          program.evidence().named().user(),
          program.evidence().program(),
          known.status().label(),
          known.since(),
          known.reason(),
          known.isDormant(),
          known.file(),
          known.line(),
          known.item(),
          program.evidence().kind(),
          program.evidence().named().name(),
          program.evidence().named().agent(),
          program.ends(),
          volume.first(),
          volume.last(),
          volume.oldFirst(),
          volume.oldLast(),
          volume.modernLast(),
          (long) BitSet.valueOf(program.evidence().daysLately()).cardinality(),
          volume.lately(),
          volume.toldLately(),
          program.exception(),
          asOf,
          program.impact().effect().label(),
          program.impact().reason(),
          program.impact().isPartly(),
          program.impact().takenAlongBy(),
          known.minimumVersion()
        });
  }

  /** Where each column of a table stands in a row. */
  static int[] places(Table table) {
    return table.columnNames().stream()
        .mapToInt(Tables.PLAN_CLIENTS.columnNames()::indexOf)
        .toArray();
  }

  /**
   * As Spark holds a row of a table inside.
   *
   * @param places of the table's columns
   */
  InternalRow stored(int[] places) {
    @Nullable Object[] stored = new @Nullable Object[places.length];
    Arrays.setAll(stored, i -> TableRow.inside(values[places[i]]));
    return new GenericInternalRow(stored);
  }

  /**
   * As people read it.
   *
   * @param columns the first of the row's
   */
  public List<@Nullable Object> printed(List<Column> columns) {
    List<@Nullable Object> printed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = values[i];
      ColumnType type = columns.get(i).type();
      if (value instanceof Integer day && type == ColumnType.DATE) {
        printed.add(LocalDate.ofEpochDay(day));
      } else if (value instanceof Long micros && type == ColumnType.TIMESTAMP) {
        printed.add(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      } else {
        printed.add(value);
      }
    }
    return printed;
  }
}
