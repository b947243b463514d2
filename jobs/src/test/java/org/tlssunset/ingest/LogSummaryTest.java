package org.tlssunset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.archive.ArchiveFile;
import org.tlssunset.archive.LogName;
import org.tlssunset.archive.LogText;
import org.tlssunset.logs.LineCounts;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.schema.FileState;

class LogSummaryTest {

  private static final Instant TEN = Instant.parse("2024-05-03T10:00:00Z");
  private static final Instant NOON = Instant.parse("2024-05-03T12:00:00Z");
  private static final ArchiveFile FILE =
      new ArchiveFile("/logs/a.log", 99, NOON.toEpochMilli(), "e1");

  @Test
  void refusesCountsThatDoNotAddUp() {
    assertThatIllegalStateException()
        .isThrownBy(() -> slice(FileState.INGESTED, 10, 7, 1, 1, TEN))
        .withMessageContaining("/logs/a.log");
  }

  @Test
  void addsTheSlicesOfALog() {
    List<LogSummary> logs =
        LogSummary.merged(
            List.of(
                slice(FileState.INGESTED, 10, 7, 2, 1, NOON),
                slice(FileState.INGESTED, 5, 5, 0, 0, TEN),
                slice(FileState.INGESTED, 0, 0, 0, 0, null)));

    assertThat(logs)
        .containsExactly(
            new LogSummary(
                new LogName("/logs/a.log", null),
                FILE,
                FileState.INGESTED,
                null,
                IisFormat.W3C,
                new LineCounts(15, 12, 2, 1, 9),
                new LogEvents(
                    "EX01",
                    TEN,
                    NOON,
                    new TreeSet<>(List.of(LocalDate.parse("2024-05-03"))),
                    List.of(new LocalUse("10.0.0.4", "EX01", micros(TEN), micros(NOON))),
                    4),
                LogText.NONE,
                null,
                new LogRemarks(6, new TreeSet<>(), Map.of())));
  }

  @Test
  void aSliceThatCouldNotBeReadMakesTheLogCountForNothing() {
    for (int unreadable = 0; unreadable < 3; unreadable++) {
      List<LogSummary> slices = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        slices.add(
            i == unreadable
                ? slice(FileState.UNREADABLE, 0, 0, 0, 0, null)
                : slice(FileState.INGESTED, 10, 7, 2, 1, NOON));
      }

      LogSummary log = LogSummary.merged(slices).get(0);

      assertThat(log.isUnreadable()).isTrue();
      assertThat(log.counts().lines()).isZero();
      assertThat(log.events().first()).isNull();
    }
  }

  private static LogSummary slice(
      FileState state,
      long lines,
      long used,
      long comments,
      long rejected,
      @Nullable Instant event) {
    return new LogSummary(
        new LogName("/logs/a.log", null),
        FILE,
        state,
        null,
        IisFormat.W3C,
        new LineCounts(lines, used, comments, rejected, 3),
        event == null
            ? LogEvents.none()
            : new LogEvents(
                "EX01",
                event,
                event,
                new TreeSet<>(List.of(LocalDate.parse("2024-05-03"))),
                List.of(new LocalUse("10.0.0.4", "EX01", micros(event), micros(event))),
                2),
        LogText.NONE,
        null,
        new LogRemarks(2, new TreeSet<>(), Map.of()));
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }
}
