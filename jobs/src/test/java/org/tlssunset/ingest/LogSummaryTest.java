package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.archive.LogName;
import org.tlssunset.logs.LineCounts;

class LogSummaryTest {

  private static final Instant TEN = Instant.parse("2024-05-03T10:00:00Z");
  private static final Instant NOON = Instant.parse("2024-05-03T12:00:00Z");

  @Test
  void refusesCountsThatDoNotAddUp() {
    assertThatIllegalStateException()
        .isThrownBy(() -> LogSummary.of(List.of(row("ingested", 10, 7, 1, 1, TEN))))
        .withMessageContaining("/logs/a.log");
  }

  @Test
  void addsTheSlicesOfALog() {
    List<LogSummary> logs =
        LogSummary.of(
            List.of(
                row("ingested", 10, 7, 2, 1, NOON),
                row("ingested", 5, 5, 0, 0, TEN),
                row("ingested", 0, 0, 0, 0, null)));

    assertThat(logs)
        .containsExactly(
            new LogSummary(
                new LogName("/logs/a.log", null),
                99,
                NOON,
                "ingested",
                null,
                "iis",
                new LineCounts(15, 12, 2, 1, 9),
                TEN,
                NOON,
                new TreeSet<>(List.of(LocalDate.parse("2024-05-03"))),
                6));
  }

  @Test
  void aSliceThatCouldNotBeReadMakesTheLogCountForNothing() {
    for (int unreadable = 0; unreadable < 3; unreadable++) {
      Row[] rows = new Row[3];
      for (int i = 0; i < rows.length; i++) {
        rows[i] =
            i == unreadable
                ? row("unreadable", 0, 0, 0, 0, null)
                : row("ingested", 10, 7, 2, 1, NOON);
      }

      LogSummary log = LogSummary.of(List.of(rows)).get(0);

      assertThat(log.isUnreadable()).isTrue();
      assertThat(log.counts().lines()).isZero();
      assertThat(log.firstEvent()).isNull();
    }
  }

  private static Row row(
      String state, long lines, long used, long comments, long rejected, @Nullable Instant event) {
    Row values =
        RowFactory.create(
            "/logs/a.log",
            null,
            99L,
            NOON,
            state,
            null,
            "iis",
            lines,
            used,
            comments,
            rejected,
            3L,
            event,
            event,
            event == null ? new LocalDate[0] : new LocalDate[] {LocalDate.parse("2024-05-03")},
            2L);
    Object[] fields = new Object[values.length()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = values.get(i);
    }
    fields[14] =
        scala.jdk.javaapi.CollectionConverters.asScala(List.of((LocalDate[]) values.get(14)))
            .toSeq();
    return new GenericRowWithSchema(fields, ParsedRow.LOG_TYPE);
  }
}
