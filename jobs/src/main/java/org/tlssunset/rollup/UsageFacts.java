package org.tlssunset.rollup;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;

/** Rows of {@code usage_daily}, or of others with a day, as {@link UsageGrouping} takes them. */
record UsageFacts() implements FactRows {

  private static final long serialVersionUID = 1;

  @Override
  public Column[] columns() {
    return Stream.concat(UsageUses.COLUMNS.stream(), UsageGrouping.KEY.stream())
        .map(functions::col)
        .toArray(Column[]::new);
  }

  @Override
  public long observations(InternalRow row) {
    return row.getLong(UsageUses.OBSERVATIONS);
  }

  @Override
  public long requests(InternalRow row) {
    return row.getLong(UsageUses.REQUESTS);
  }
}
