/**
 * Answers of queries as files: rows come in; CSV for spreadsheets, JSON lines or Parquet go out, of
 * all rows or of each owner's.
 */
@NullMarked
package org.tlssunset.export;

import org.jspecify.annotations.NullMarked;
