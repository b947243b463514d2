package org.tlssunset.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/** The Spark types of the rows that an ingestion makes. */
final class RowTypes {

  private static final String BATCH_ID = ObservationColumn.BATCH_ID.columnName();

  /** A row of tls_observations. */
  static final StructType OBSERVATION = StructType.fromDDL(Tables.TLS_OBSERVATIONS.ddl());

  /** The columns of {@link #OPEN_SESSION} that are an observation's, by position. */
  static final List<ObservationColumn> OPEN_SESSION_COLUMNS =
      Arrays.stream(ObservationColumn.values())
          .filter(column -> column != ObservationColumn.BATCH_ID)
          .toList();

  /**
   * A part of an SMTP session, as the ledger keeps it. It may lack what every observation has: its
   * outcome, while nothing shows that it connected.
   */
  static final StructType OPEN_SESSION =
      without(Tables.TLS_OBSERVATIONS, BATCH_ID)
          .asNullable()
          .merge(StructType.fromDDL(Column.ddl(Tables.SESSION_COLUMNS)), true);

  /** A row of rejected_lines, less its batch. */
  static final StructType REJECTED_LINE = without(Tables.REJECTED_LINES, BATCH_ID);

  /** A row of ingested_files, less its batch. */
  static final StructType LOG = without(Tables.INGESTED_FILES, BATCH_ID);

  private RowTypes() {}

  private static StructType without(Table table, String dropped) {
    return StructType.fromDDL(
        Column.ddl(
            table.columns().stream().filter(column -> !column.name().equals(dropped)).toList()));
  }
}
