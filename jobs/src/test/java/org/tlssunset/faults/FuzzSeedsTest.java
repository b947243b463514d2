package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.formats.FormatDetector;
import org.tlssunset.logs.formats.LogFormats;

/** What the fuzzer begins with, and has found, holds with every build; so do its beginnings. */
class FuzzSeedsTest {

  private static final int CUTS = 8;

  @Test
  void everyFormatIsAmongTheBeginnings() throws IOException {
    FormatDetector detector = new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS);
    Set<LogFormat> met = new HashSet<>();
    for (FuzzTarget target : FuzzTarget.values()) {
      for (byte[] seed : target.seeds()) {
        met.add(detector.detect(new LogHead(seed, seed.length, "any")).format());
      }
    }
    assertThat(met).containsAll(LogFormats.ALL);
  }

  @ParameterizedTest
  @EnumSource
  void holds(FuzzTarget target) throws Exception {
    for (byte[] seed : target.seeds()) {
      target.check(seed);
      for (int cut = 0; cut < CUTS; cut++) {
        target.check(Arrays.copyOf(seed, seed.length * cut / CUTS));
      }
    }
  }
}
