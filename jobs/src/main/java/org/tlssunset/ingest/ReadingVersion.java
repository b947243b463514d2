package org.tlssunset.ingest;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a log was read with, as far as that decides what was made of it.
 *
 * @param parser the {@linkplain org.tlssunset.logs.LogFormat#version version} of the parser, or of
 *     what recognises logs where none was recognised
 * @param settings a digest of the settings that matter for the log
 */
record ReadingVersion(int parser, String settings) {

  /** The ledger's columns that {@link #of} reads, in its order. */
  static final String[] COLUMNS = {"parser_version", "settings"};

  /** The parsers' first version: ledgers of that time do not tell it, nor the settings. */
  private static final int FIRST = 1;

  /**
   * As the ledger has it.
   *
   * @param at the first of the {@link #COLUMNS}
   */
  static ReadingVersion of(Row row, int at) {
    return of(row.getAs(at), row.getAs(at + 1));
  }

  /**
   * As the ledger has it.
   *
   * @param parser null in a ledger of the first version
   * @param settings null in a ledger of the first version
   */
  static ReadingVersion of(@Nullable Integer parser, @Nullable String settings) {
    return new ReadingVersion(parser == null ? FIRST : parser, settings == null ? "" : settings);
  }
}
