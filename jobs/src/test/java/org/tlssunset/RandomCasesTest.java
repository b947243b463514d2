package org.tlssunset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomCasesTest {

  @Test
  void theSeedOfWhatFailsIsToldAndShowsItAgain() {
    List<Long> drawn = new ArrayList<>();
    assertThatThrownBy(
            () ->
                RandomCases.each(
                    9,
                    random -> {
                      drawn.add(random.nextLong());
                      assertThat(drawn).hasSizeLessThan(4);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("RandomCases.only(3,");
    RandomCases.only(3, random -> assertThat(random.nextLong()).isEqualTo(drawn.get(3)));
  }

  @Test
  void casesThatAreNeighboursBeginDifferently() {
    Set<Integer> first = new HashSet<>();
    RandomCases.each(1_000, random -> first.add(random.nextInt(100)));
    assertThat(first).hasSize(100);
  }

  @Test
  void theEndsAndWhatIsEmptyAreAmongTheCases() {
    Set<Long> numbers = new HashSet<>();
    Set<Integer> lengths = new HashSet<>();
    RandomCases.each(
        200,
        random -> {
          numbers.add(RandomCases.between(random, -1L << 60, 1L << 60));
          lengths.add(RandomCases.text(random, 0, 9_000, "ab").length());
        });
    assertThat(numbers).contains(-1L << 60, -1L, 0L, 1L, 1L << 60);
    assertThat(lengths).contains(0, 1, 9_000);
  }
}
