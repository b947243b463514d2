package org.tlssunset.ingest;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.SettingsDigest;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;
import org.tlssunset.schema.FileState;
import org.tlssunset.schema.Tables;

/** What logs are read with now: by their format, and by what the settings make of their path. */
final class ReadingVersions implements Serializable {

  private static final long serialVersionUID = 1;

  /** The states of logs of which something was made, if only that they are not to be read. */
  private static final Set<FileState> MADE_OF_ITS_TEXT =
      EnumSet.of(FileState.INGESTED, FileState.UNRECOGNISED, FileState.NOT_READ);

  private final Map<LogFormat, String> digests = new HashMap<>();
  private final Function<String, Optional<String>> serverOfPath;
  private final Function<String, Charset> charsetOfPath;

  ReadingVersions(ReadSettings settings) {
    for (LogFormat format : LogFormats.ALL) {
      digests.put(format, SettingsDigest.of(settings.logs(), format));
    }
    serverOfPath = settings.serverNames();
    charsetOfPath = settings.codePages();
  }

  /**
   * Of a row of the ledger: whether the log would be read otherwise now. Not so of those that could
   * not be read, or count for nothing for another's sake, or have no event in the days that are
   * kept.
   *
   * @param firstDay of whose observations all are kept; empty if none were removed
   */
  Column isOutdated(Optional<LocalDate> firstDay) {
    UDF4<@Nullable String, String, @Nullable Integer, @Nullable String, Boolean> differs =
        (format, sourceFile, parser, settings) -> differs(format, sourceFile, parser, settings);
    Column isKept =
        firstDay
            .map(day -> functions.expr("coalesce(last_event >= DATE'%s', true)".formatted(day)))
            .orElse(functions.lit(true));
    return functions
        .col("state")
        .isInCollection(MADE_OF_ITS_TEXT.stream().map(FileState::label).toList())
        .and(isKept)
        .and(
            functions
                .udf(differs, DataTypes.BooleanType)
                .apply(
                    functions.col("format"),
                    functions.expr(Tables.LOG_NAME),
                    functions.col(ReadingVersion.COLUMNS[0]),
                    functions.col(ReadingVersion.COLUMNS[1])));
  }

  /**
   * The same of a row that was fetched.
   *
   * @param row with the columns format, last_event, parser_version and settings
   */
  boolean isOutdated(Row row, FileState state, LogName log, Optional<LocalDate> firstDay) {
    Instant last = row.getAs("last_event");
    boolean isKept =
        last == null
            || firstDay.isEmpty()
            || !last.isBefore(firstDay.get().atStartOfDay().toInstant(ZoneOffset.UTC));
    return MADE_OF_ITS_TEXT.contains(state)
        && isKept
        && differs(
            row.getAs("format"),
            log.sourceFile(),
            row.getAs(ReadingVersion.COLUMNS[0]),
            row.getAs(ReadingVersion.COLUMNS[1]));
  }

  private boolean differs(
      @Nullable String label,
      String sourceFile,
      @Nullable Integer parser,
      @Nullable String settings) {
    LogFormat format = LogFormats.of(label);
    // A format that this version does not know is left to whoever read it.
    return (label == null || format != null)
        && !of(format, sourceFile).equals(ReadingVersion.of(parser, settings));
  }

  /** What a log was read with just now. */
  ReadingVersion of(LogSummary log) {
    return of(log.format(), log.name().sourceFile());
  }

  /**
   * What a log is read with.
   *
   * @param format null if none was recognised
   * @param sourceFile the log, as column source_file has it
   */
  ReadingVersion of(@Nullable LogFormat format, String sourceFile) {
    return format == null
        ? new ReadingVersion(FormatDetector.VERSION, "")
        : new ReadingVersion(format.version(), settings(format, sourceFile));
  }

  private String settings(LogFormat format, String sourceFile) {
    String digest = digests.getOrDefault(format, "");
    String server = serverOfPath.apply(sourceFile).orElse("");
    Charset charset = charsetOfPath.apply(sourceFile);
    return server.isEmpty() && charset.equals(StandardCharsets.UTF_8)
        ? digest
        : digest + "-" + SettingsDigest.of(List.of(server, charset.name()));
  }
}
