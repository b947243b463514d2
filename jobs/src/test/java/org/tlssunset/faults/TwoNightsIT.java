package org.tlssunset.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.synthetic.ArchiveShape;
import org.tlssunset.synthetic.SyntheticArchive;

/**
 * Of two nights that are started at once on the same tables, one works; the other leaves and says
 * why, or waits and finds nothing to do. The tables are those of one night alone.
 *
 * <p>{@code -Dfaults.pairs=10} says how many pairs.
 */
@Tag("faults")
class TwoNightsIT {

  private static final int PAIRS = Integer.getInteger("faults.pairs", 10);
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);

  @TempDir private Path folder;

  private NightFolder nights;

  @Test
  void oneOfTwoWorks() throws Exception {
    nights = new NightFolder(folder);
    int left = 0;
    int waited = 0;
    for (int pair = 1; pair <= PAIRS; pair++) {
      SyntheticArchive.write(
          folder.resolve("archive/day" + pair),
          new ArchiveShape(pair, FIRST_DAY.plusDays(pair), 1, 12, 6, false));
      boolean isWaiting = pair % 2 == 0;
      List<NightProcess> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(start("both", isWaiting ? "10m" : "0s"));
      }
      List<Integer> exits = new ArrayList<>();
      StringBuilder errors = new StringBuilder();
      for (NightProcess night : both) {
        exits.add(night.end());
        errors.append(night.errors());
      }
      if (exits.contains(FAILED)) {
        assertThat(isWaiting).as("left though told to wait: %s", errors).isFalse();
        assertThat(errors)
            .containsPattern(
                "another run holds \\S+ \\(nightly, process \\d+ of .+ UTC\\): wait for it with --wait");
        left++;
      } else {
        waited += isWaiting ? 1 : 0;
      }
      assertThat(exits).as("%s", errors).contains(DONE).isSubsetOf(DONE, FAILED);
      assertThat(start("quiet", "0s").end()).isEqualTo(DONE);
      assertThat(nights.contents("both")).as("pair %d", pair).isEqualTo(nights.contents("quiet"));
    }
    System.out.printf("of %d pairs, in %d the second left, in %d it waited%n", PAIRS, left, waited);
    assertThat(left).as("pairs that met").isPositive();
  }

  private NightProcess start(String warehouse, String wait) throws IOException {
    return NightProcess.start(
        folder,
        "nightly",
        "--archive",
        folder.resolve("archive").toString(),
        "--warehouse",
        folder.resolve(warehouse).toString(),
        "--wait",
        wait);
  }
}
