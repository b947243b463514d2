package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

  private static TreeMap<LocalDate, Long> weeks(long... parties) {
    TreeMap<LocalDate, Long> weeks = new TreeMap<>();
    for (int week = 0; week < parties.length; week++) {
      weeks.put(MONDAY.plusWeeks(week), parties[week]);
    }
    return weeks;
  }

  @Test
  void aStraightFallReachesZeroOnItsDay() {
    Forecast forecast = Forecast.of(weeks(0, 60, 50, 40, 30, 20)).orElseThrow();

    assertThat(forecast.from()).isEqualTo(MONDAY.plusWeeks(1));
    assertThat(forecast.perWeek()).isEqualTo(10);
    LocalDate end = MONDAY.plusWeeks(5).plusDays(6);
    assertThat(forecast.expected()).isEqualTo(end.plusWeeks(2));
    assertThat(forecast.early()).isEqualTo(end.plusWeeks(2));
    assertThat(forecast.late()).isEqualTo(end.plusWeeks(2));
  }

  @Test
  void aFallThatScattersIsForecastBetweenTwoDays() {
    Forecast forecast = Forecast.of(weeks(100, 95, 84, 82, 70, 66, 55)).orElseThrow();

    assertThat(forecast.early()).isBefore(forecast.expected());
    assertThat(forecast.late()).isAfter(forecast.expected());
  }

  @Test
  void nothingIsForecastOfAFewWeeks() {
    assertThat(Forecast.of(weeks(40, 30, 20, 10))).isEmpty();
  }

  @Test
  void nothingIsForecastOfANumberThatRisesOrStays() {
    assertThat(Forecast.of(weeks(10, 20, 30, 40, 50, 60))).isEmpty();
    assertThat(Forecast.of(weeks(10, 10, 10, 10, 10, 10))).isEmpty();
  }

  @Test
  void nothingIsForecastOfWeeksThatMayNotBeFalling() {
    assertThat(Forecast.of(weeks(50, 20, 45, 22, 49, 21, 48))).isEmpty();
  }

  @Test
  void nothingIsForecastWhereNobodyIsLeft() {
    assertThat(Forecast.of(weeks(50, 40, 30, 20, 10, 0))).isEmpty();
  }

  @Test
  void noDayIsNamedThatIsTooFar() {
    Optional<Forecast> forecast = Forecast.of(weeks(100000, 99999, 99998, 99997, 99996, 99995));

    assertThat(forecast).isEmpty();
  }
}
