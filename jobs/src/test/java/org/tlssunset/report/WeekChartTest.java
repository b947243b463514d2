package org.tlssunset.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.plan.Forecast;

class WeekChartTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

  private static final WeekChart.Part OLD = new WeekChart.Part("TLS 1.0", "tls10");
  private static final WeekChart.Part NEW = new WeekChart.Part("TLS 1.2", "tls12");

  /** Of the plot in the drawing. */
  private static final double LEFT = 58;

  private static final double RIGHT = 712;
  private static final double TOP = 12;
  private static final double BOTTOM = 202;

  /** Lengths have one digit behind the point. */
  private static final Offset<Double> ROUNDED = within(0.0501);

  /** Sums and differences of two. */
  private static final Offset<Double> TWICE_ROUNDED = within(0.1001);

  private record Point(double x, double y) {

    static List<Point> all(String points) {
      return Stream.of(points.split(" "))
          .map(point -> point.split(","))
          .map(point -> new Point(Double.parseDouble(point[0]), Double.parseDouble(point[1])))
          .toList();
    }
  }

  /** A week's width: a chart of a few weeks leaves room on its right. */
  private static double slot(long weeks) {
    return Math.min(70, (RIGHT - LEFT) / weeks);
  }

  private static WeekChart chart(
      int weeks, Map<WeekChart.Part, List<Long>> counts, @Nullable Forecast forecast) {
    Map<WeekChart.Part, Map<LocalDate, Long>> byWeek = new LinkedHashMap<>();
    counts.forEach(
        (part, numbers) -> {
          Map<LocalDate, Long> its = new TreeMap<>();
          for (int week = 0; week < numbers.size(); week++) {
            if (numbers.get(week) > 0) {
              its.put(MONDAY.plusWeeks(week), numbers.get(week));
            }
          }
          byWeek.put(part, its);
        });
    return WeekChart.of("id", "A chart", MONDAY, MONDAY.plusWeeks(weeks - 1L), byWeek, forecast);
  }

  private static Map<WeekChart.Part, List<Long>> parts(List<Long> old, List<Long> modern) {
    Map<WeekChart.Part, List<Long>> parts = new LinkedHashMap<>();
    parts.put(OLD, old);
    parts.put(NEW, modern);
    return parts;
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static long most(WeekChart chart) {
    return number(chart.ticks().get(chart.ticks().size() - 1).label());
  }

  private static double length(String text) {
    return Double.parseDouble(text);
  }

  @Test
  void twoWeeksOfTwoPartsAreStacked() {
    WeekChart chart = chart(2, parts(List.of(3L, 0L), List.of(1L, 5L)), null);

    assertThat(chart.ticks())
        .containsExactly(
            new WeekChart.Tick("202", "0"),
            new WeekChart.Tick("138.7", "2"),
            new WeekChart.Tick("75.3", "4"),
            new WeekChart.Tick("12", "6"));
    assertThat(chart.labels()).containsExactly(new WeekChart.WeekLabel("93", "2026-01-05"));
    assertThat(chart.bars())
        .containsExactly(
            new WeekChart.Bar("66.4", "107", "53.2", "95", "tls10", "2026-01-05: 3 TLS 1.0"),
            new WeekChart.Bar("66.4", "75.3", "53.2", "31.7", "tls12", "2026-01-05: 1 TLS 1.2"),
            new WeekChart.Bar("136.4", "43.7", "53.2", "158.3", "tls12", "2026-01-12: 5 TLS 1.2"));
    assertThat(chart.legend()).containsExactly(OLD, NEW);
    assertThat(chart.table())
        .containsExactly(
            new WeekChart.WeekRow(MONDAY, List.of("3", "1")),
            new WeekChart.WeekRow(MONDAY.plusWeeks(1), List.of("0", "5")));
    assertThat(chart.summary()).isEqualTo("2 weeks from 2026-01-05. In the last one: 5 TLS 1.2.");
    assertThat(chart.trend()).isNull();
  }

  @Test
  void whereNobodyWasSeenIsAnEmptyDrawing() {
    WeekChart chart = chart(1, parts(List.of(0L), List.of()), null);

    assertThat(chart.bars()).isEmpty();
    assertThat(chart.ticks()).extracting(WeekChart.Tick::label).containsExactly("0", "1");
    assertThat(chart.summary()).endsWith("In the last one: none.");
    assertThat(chart.table()).containsExactly(new WeekChart.WeekRow(MONDAY, List.of("0", "0")));
  }

  @Test
  void theTrendGoesDownToTheDayOnWhichNobodyIsLeft() {
    Forecast forecast =
        new Forecast(
            MONDAY, 2, MONDAY.plusWeeks(4), MONDAY.plusWeeks(3).plusDays(1), MONDAY.plusWeeks(6));
    WeekChart chart = chart(2, Map.of(OLD, List.of(6L, 4L)), forecast);

    // Until the week behind that of the last day.
    double slot = slot(8);
    WeekChart.Trend trend = Objects.requireNonNull(chart.trend());
    assertThat(Point.all(trend.line()))
        .satisfiesExactly(
            start -> {
              assertThat(start.x()).isCloseTo(LEFT + 1.5 * slot, ROUNDED);
              assertThat(start.y()).isCloseTo(BOTTOM - 4 * 190 / 6.0, ROUNDED);
            },
            end -> {
              assertThat(end.x()).isCloseTo(LEFT + 4 * slot, ROUNDED);
              assertThat(end.y()).isEqualTo(BOTTOM);
            });
    assertThat(Point.all(trend.field()))
        .extracting(Point::x)
        .satisfiesExactly(
            start -> assertThat(start).isCloseTo(LEFT + 1.5 * slot, ROUNDED),
            early -> assertThat(early).isCloseTo(LEFT + (3 + 1 / 7.0) * slot, ROUNDED),
            late -> assertThat(late).isCloseTo(LEFT + 6 * slot, ROUNDED));
  }

  @Test
  void aTrendThatIsTooLongLeavesTheDrawingOnItsWay() {
    Forecast forecast = new Forecast(MONDAY, 1, MONDAY.plusWeeks(50), MONDAY.plusWeeks(10), null);
    WeekChart chart = chart(2, Map.of(OLD, List.of(50L, 49L)), forecast);

    // From the middle of the second week to the fiftieth; the drawing has 28.
    Point end = Point.all(Objects.requireNonNull(chart.trend()).line()).get(1);
    assertThat(end.x()).isEqualTo(RIGHT);
    assertThat(end.y())
        .isCloseTo(BOTTOM - 190 * (49 * (50 - 28) / (50 - 1.5)) / most(chart), ROUNDED);
  }

  @Test
  void everyWeeksStackAddsUpByTheScale() {
    RandomCases.each(
        500,
        random -> {
          int weeks = between(random, 1, 40);
          Map<WeekChart.Part, List<Long>> counts = counts(random, weeks);
          WeekChart chart = chart(weeks, counts, null);

          double unit = (BOTTOM - TOP) / most(chart);
          int drawn = 0;
          for (int week = 0; week < weeks; week++) {
            double below = BOTTOM;
            long total = 0;
            for (Map.Entry<WeekChart.Part, List<Long>> part : counts.entrySet()) {
              long count = part.getValue().get(week);
              total += count;
              if (count > 0) {
                WeekChart.Bar bar = chart.bars().get(drawn++);
                assertThat(bar.style()).isEqualTo(part.getKey().style());
                assertThat(bar.title())
                    .isEqualTo(
                        "%s: %,d %s"
                            .formatted(MONDAY.plusWeeks(week), count, part.getKey().label()));
                assertThat(length(bar.height())).isCloseTo(count * unit, ROUNDED);
                assertThat(length(bar.y()) + length(bar.height())).isCloseTo(below, TWICE_ROUNDED);
                below = length(bar.y());
              }
            }
            assertThat(BOTTOM - below).isCloseTo(total * unit, ROUNDED);
            int at = week;
            assertThat(chart.table().get(week).numbers().stream().map(WeekChartTest::number))
                .containsExactlyElementsOf(
                    counts.values().stream().map(numbers -> numbers.get(at)).toList());
          }
          assertThat(chart.bars()).hasSize(drawn);
        });
  }

  @Test
  void nothingStandsOutsideOfTheDrawing() {
    RandomCases.each(
        500,
        random -> {
          int weeks = between(random, 1, 40);
          WeekChart chart = chart(weeks, counts(random, weeks), forecast(random, weeks));

          double behind = LEFT;
          for (WeekChart.Bar bar : chart.bars()) {
            assertThat(length(bar.x())).isBetween(LEFT, RIGHT);
            assertThat(length(bar.x()) + length(bar.width())).isBetween(LEFT, RIGHT);
            assertThat(length(bar.y())).isBetween(TOP, BOTTOM);
            assertThat(length(bar.y()) + length(bar.height())).isBetween(TOP, BOTTOM + 0.11);
            assertThat(length(bar.x())).isGreaterThanOrEqualTo(behind);
            behind = length(bar.x());
          }
          assertThat(chart.labels()).isNotEmpty();
          for (int i = 1; i < chart.labels().size(); i++) {
            assertThat(length(chart.labels().get(i).x()))
                .as("room for the label before")
                .isGreaterThan(length(chart.labels().get(i - 1).x()) + 77.5);
          }
          assertThat(chart.labels())
              .allSatisfy(label -> assertThat(length(label.x())).isBetween(LEFT, RIGHT));
          WeekChart.Trend trend = chart.trend();
          if (trend != null) {
            assertThat(
                    Stream.of(trend.line(), trend.field()).flatMap(all -> Point.all(all).stream()))
                .allSatisfy(
                    point -> {
                      assertThat(point.x()).isBetween(LEFT, RIGHT);
                      assertThat(point.y()).isBetween(TOP, BOTTOM);
                    });
          }
        });
  }

  @Test
  void ticksAreRoundAndReachToTheMost() {
    RandomCases.each(
        500,
        random -> {
          long most = between(random, 0L, 1L << between(random, 1, 40));
          WeekChart chart = chart(1, Map.of(OLD, List.of(most)), null);

          List<Long> ticks = chart.ticks().stream().map(tick -> number(tick.label())).toList();
          long step = ticks.get(1);
          assertThat(String.valueOf(step)).matches("[125]0*");
          assertThat(ticks)
              .containsExactlyElementsOf(
                  IntStream.range(0, ticks.size()).mapToObj(i -> i * step).toList());
          assertThat(ticks).hasSizeBetween(2, 5);
          assertThat(most(chart)).isGreaterThanOrEqualTo(most).isLessThan(Math.max(1, most) + step);
          assertThat(chart.ticks())
              .allSatisfy(
                  tick ->
                      assertThat(length(tick.y()))
                          .isCloseTo(
                              BOTTOM - (BOTTOM - TOP) * number(tick.label()) / (double) most(chart),
                              ROUNDED));
        });
  }

  @Test
  void theTrendEndsWhereTheForecastSays() {
    RandomCases.each(
        500,
        random -> {
          int weeks = between(random, 1, 40);
          Map<WeekChart.Part, List<Long>> counts =
              Map.of(OLD, listOf(random, weeks, weeks, () -> between(random, 1L, 5000L)));
          Forecast forecast = forecast(random, weeks);
          WeekChart chart = chart(weeks, counts, forecast);

          LocalDate end = forecast.late() == null ? forecast.expected() : forecast.late();
          LocalDate behind = MONDAY.plusWeeks(weeks);
          // So many weeks as begin until the last day, half a year of them at most.
          long ahead = Math.min(26, Math.max(1, ChronoUnit.DAYS.between(behind, end) / 7 + 2));
          double slot = slot(weeks + ahead);
          long last = counts.get(OLD).get(weeks - 1);
          double at = weeks + ChronoUnit.DAYS.between(behind, forecast.expected()) / 7.0;
          Point drawn = Point.all(Objects.requireNonNull(chart.trend()).line()).get(1);
          if (at <= weeks + ahead) {
            assertThat(drawn.y()).isEqualTo(BOTTOM);
            assertThat(drawn.x()).isCloseTo(LEFT + at * slot, ROUNDED);
          } else {
            double left = last * (at - weeks - ahead) / (at - weeks + 0.5);
            assertThat(drawn.x()).isCloseTo(LEFT + (weeks + ahead) * slot, ROUNDED);
            assertThat(drawn.y()).isCloseTo(BOTTOM - (BOTTOM - TOP) * left / most(chart), ROUNDED);
          }
        });
  }

  private static Map<WeekChart.Part, List<Long>> counts(Random random, int weeks) {
    long most = 1L << between(random, 1, 30);
    Map<WeekChart.Part, List<Long>> counts = new LinkedHashMap<>();
    for (int part = between(random, 1, 9); part > 0; part--) {
      counts.put(
          new WeekChart.Part("part " + part, "part" + part),
          listOf(random, weeks, weeks, () -> between(random, 0, most)));
    }
    return counts;
  }

  /** As they are made: not before the last week's Sunday. */
  private static Forecast forecast(Random random, int weeks) {
    LocalDate early = MONDAY.plusWeeks(weeks).minusDays(1).plusDays(between(random, 0, 300));
    LocalDate expected = early.plusDays(between(random, 0, 300));
    LocalDate late = random.nextInt(4) == 0 ? null : expected.plusDays(between(random, 0, 3000));
    return new Forecast(MONDAY, 1, expected, early, late);
  }
}
