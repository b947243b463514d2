package org.tlssunset.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;

class UtcTextTest {

  private final UtcText text = new UtcText();

  private static String expected(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Test
  void isTheTextOfTheInstant() {
    RandomCases.each(
        1_000,
        random -> {
          long one = between(random, -62_167_219_200_000_000L, 253_402_300_800_000_000L);
          long near = one + between(random, -90_000_000_000L, 90_000_000_000L);
          for (long micros : new long[] {one, near, one - one % 1_000, one - one % 1_000_000}) {
            assertThat(text.of(micros)).isEqualTo(expected(micros));
          }
        });
  }

  @Test
  void daysBeginAtMidnight() {
    for (long micros : List.of(-1L, 0L, 1L, 86_399_999_999L, 86_400_000_000L)) {
      assertThat(text.of(micros)).isEqualTo(expected(micros));
    }
  }
}
