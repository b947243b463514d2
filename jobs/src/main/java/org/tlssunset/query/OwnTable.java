package org.tlssunset.query;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.tlssunset.config.UsageException;
import org.tlssunset.csv.CsvRecords;
import org.tlssunset.logs.ByteOrderMark;

/**
 * A CSV file of the user's, beside the tables: an inventory, a list of sites. All its columns are
 * text, an empty cell is null.
 *
 * @param columns as queries name them: letters, digits and underscores, in lower case
 * @param rows in the order of the file
 */
record OwnTable(List<String> columns, List<Row> rows) {

  /** Of more rows a table of the warehouse's kind is to be made, not a list in memory. */
  private static final int MOST_ROWS = 1_000_000;

  /**
   * Reads a file: columns are told apart by commas, semicolons or tabs, as its first line has them.
   *
   * @throws UsageException if it cannot be read, or a record of it; the sentence says why
   */
  static OwnTable of(Path file) {
    try {
      OwnTable several = read(file, names -> names.size() > 1);
      OwnTable table = several == null ? read(file, names -> names.size() == 1) : several;
      if (table == null) {
        throw new UsageException("%s is empty: its first line names the columns".formatted(file));
      }
      return table;
    } catch (CharacterCodingException e) {
      throw new UsageException("%s is not UTF-8: save it as CSV UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(file, reason(file, e)), e);
    }
  }

  private static String reason(Path file, IOException e) {
    return Files.exists(file) ? String.valueOf(e.getMessage()) : "there is no such file";
  }

  private static @Nullable OwnTable read(Path file, Predicate<List<String>> fits)
      throws IOException {
    List<String> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    try (BufferedReader text = Files.newBufferedReader(file)) {
      text.mark(1);
      if (text.read() != ByteOrderMark.CHARACTER) {
        text.reset();
      }
      boolean isRead =
          CsvRecords.read(
              text,
              names -> fits.test(names) && columns.addAll(plain(names)),
              (record, line) -> {
                if (rows.size() == MOST_ROWS) {
                  throw new UsageException(
                      "%s has more than %,d rows: take those that are asked for"
                          .formatted(file, MOST_ROWS));
                }
                rows.add(row(record));
              },
              (reason, line) -> {
                throw new UsageException("line %d of %s %s".formatted(line, file, reason));
              });
      return isRead ? new OwnTable(columns, rows) : null;
    }
  }

  private static Row row(Map<String, String> record) {
    return RowFactory.create(
        record.values().stream().map(value -> value.isEmpty() ? null : value).toArray());
  }

  /** Names that need no quotes in a query; of several of one name, the first has it. */
  private static List<String> plain(List<String> written) {
    List<String> names = new ArrayList<>();
    for (String name : written.stream().distinct().toList()) {
      String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
      String base = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
      int times = 1;
      String free = base;
      while (names.contains(free)) {
        times++;
        free = base + "_" + times;
      }
      names.add(free);
    }
    return names;
  }

  /** Makes it known to SQL. */
  void name(SparkSession spark, String name) {
    StructType type =
        new StructType(
            columns.stream()
                .map(column -> DataTypes.createStructField(column, DataTypes.StringType, true))
                .toArray(StructField[]::new));
    spark.createDataFrame(rows, type).createOrReplaceTempView(name);
  }
}
