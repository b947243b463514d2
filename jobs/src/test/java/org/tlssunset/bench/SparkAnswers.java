package org.tlssunset.bench;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Puts the questions to Delta tables. */
final class SparkAnswers {

  private SparkAnswers() {}

  /**
   * The answers.
   *
   * @param views the tables by the names that the questions know them by
   */
  static Answer of(SparkSession spark, Map<String, Dataset<Row>> views, Question... questions) {
    views.forEach((name, rows) -> rows.createOrReplaceTempView(name));
    Map<Question, Map<String, Long>> answers = new EnumMap<>(Question.class);
    for (Question question : questions) {
      Map<String, Long> counts = new HashMap<>();
      for (Row row : spark.sql(question.sql()).collectAsList()) {
        counts.put(row.getString(0), row.getLong(1));
      }
      answers.put(question, counts);
    }
    views.keySet().forEach(spark.catalog()::dropTempView);
    return new Answer(answers);
  }
}
