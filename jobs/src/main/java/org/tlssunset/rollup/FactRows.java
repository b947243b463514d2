package org.tlssunset.rollup;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;

/** The rows that are folded, of one form. */
interface FactRows extends Serializable {

  /** What is read of them, in order. */
  Column[] columns();

  /** The row as groupings take it; valid as long as the row is. */
  default InternalRow taken(InternalRow row) {
    return row;
  }

  /**
   * How many observations a row stands for.
   *
   * @param row as {@link #taken} gives it
   */
  long observations(InternalRow row);

  /**
   * How many requests a row stands for.
   *
   * @param row as {@link #taken} gives it
   */
  long requests(InternalRow row);
}
