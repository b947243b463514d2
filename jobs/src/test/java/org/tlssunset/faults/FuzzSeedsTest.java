package org.tlssunset.faults;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer begins with, and has found, holds with every build; so do its beginnings. */
class FuzzSeedsTest {

  private static final int CUTS = 8;

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
