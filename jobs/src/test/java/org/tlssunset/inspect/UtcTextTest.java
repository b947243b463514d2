package org.tlssunset.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UtcTextTest {

  private final UtcText text = new UtcText();

  private static String expected(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  @Property
  void isTheTextOfTheInstant(
      @ForAll @LongRange(min = -62_167_219_200_000_000L, max = 253_402_300_800_000_000L) long one,
      @ForAll @LongRange(min = -90_000_000_000L, max = 90_000_000_000L) long later) {
    for (long micros : new long[] {one, one + later, one - one % 1_000, one - one % 1_000_000}) {
      assertThat(text.of(micros)).isEqualTo(expected(micros));
    }
  }

  @Test
  void daysBeginAtMidnight() {
    for (long micros : List.of(-1L, 0L, 1L, 86_399_999_999L, 86_400_000_000L)) {
      assertThat(text.of(micros)).isEqualTo(expected(micros));
    }
  }
}
