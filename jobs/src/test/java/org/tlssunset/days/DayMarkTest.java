package org.tlssunset.days;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DayMarkTest {

  @Test
  void itsTextTellsItAll() {
    DayMark counted = DayMark.of("7a");
    for (DayMark mark :
        new DayMark[] {
          counted,
          counted.withRevision("forget-1"),
          counted.notFrom("9b"),
          DayMark.of("").notFrom("c")
        }) {
      assertThat(DayMark.parse(mark.text())).isEqualTo(mark);
    }
    assertThat(counted.text()).isEqualTo("7a");
  }

  @Test
  void aFrozenDayIsToldOnceOfWhatItIsNotCountedFrom() {
    DayMark frozen = DayMark.of("7a").notFrom("9b");

    assertThat(frozen.isFrozen()).isTrue();
    assertThat(frozen.revision()).isEqualTo("7a");
    assertThat(frozen.isFrom("9b")).isTrue();
    assertThat(frozen.isFrom("7a")).isFalse();
    assertThat(DayMark.of("7a").isFrozen()).isFalse();
  }

  @Test
  void whatIsStruckFromADayMakesItAnotherAndLeavesWhatItWasCountedFrom() {
    DayMark struck = DayMark.of("7a").withRevision("forget-1");

    assertThat(struck.revision()).isEqualTo("forget-1");
    assertThat(struck.isFrom("7a")).isTrue();
  }
}
