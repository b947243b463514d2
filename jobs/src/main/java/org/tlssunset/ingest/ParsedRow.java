package org.tlssunset.ingest;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlssunset.schema.Column;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Table;
import org.tlssunset.schema.Tables;

/**
 * The shape of what the source reads: each row is one of four things, and the struct of that thing
 * is filled while the other three are null. One pass over the archive's bytes thus feeds every
 * table.
 */
final class ParsedRow {

  /** A finished row of tls_observations, less its batch. */
  static final String OBSERVATION = "observation";

  /** A part of an SMTP session, see {@link org.tlssunset.logs.OpenSession}. */
  static final String OPEN_SESSION = "open_session";

  /** A row of rejected_lines, less its batch. */
  static final String REJECTED = "rejected";

  /** What became of a log, or of a slice of it: the ledger's columns. */
  static final String LOG = "log";

  private static final String BATCH_ID = ObservationColumn.BATCH_ID.columnName();

  static final StructType OBSERVATION_TYPE = without(Tables.TLS_OBSERVATIONS, BATCH_ID);

  /** A part may lack what every row has: its outcome, while nothing shows that it connected. */
  static final StructType OPEN_SESSION_TYPE = openSessionType();

  static final StructType REJECTED_TYPE = without(Tables.REJECTED_LINES, BATCH_ID);

  /** How many open sessions a log has: the one column of its struct that is not the ledger's. */
  static final String OPEN_SESSION_COUNT = "open_session_count";

  static final StructType LOG_TYPE =
      without(Tables.INGESTED_FILES, BATCH_ID, Tables.OPEN_SESSIONS)
          .add(OPEN_SESSION_COUNT, "bigint", false);

  static final StructType TYPE =
      new StructType()
          .add(OBSERVATION, OBSERVATION_TYPE)
          .add(OPEN_SESSION, OPEN_SESSION_TYPE)
          .add(REJECTED, REJECTED_TYPE)
          .add(LOG, LOG_TYPE);

  /** The columns of {@link #OBSERVATION_TYPE}, by position. */
  static final List<ObservationColumn> OBSERVATION_COLUMNS =
      Arrays.stream(ObservationColumn.values())
          .filter(column -> column != ObservationColumn.BATCH_ID)
          .toList();

  private ParsedRow() {}

  private static StructType openSessionType() {
    StructType type = OBSERVATION_TYPE.asNullable();
    for (StructField field : StructType.fromDDL(Column.ddl(Tables.SESSION_COLUMNS)).fields()) {
      type = type.add(field);
    }
    return type;
  }

  private static StructType without(Table table, String... dropped) {
    List<String> names = List.of(dropped);
    List<Column> kept =
        table.columns().stream().filter(column -> !names.contains(column.name())).toList();
    return StructType.fromDDL(Column.ddl(kept));
  }
}
