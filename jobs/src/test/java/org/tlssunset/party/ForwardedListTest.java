package org.tlssunset.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;

class ForwardedListTest {

  @Test
  void theListWithoutANameIsThatOfXForwardedFor() {
    ForwardedList list = ForwardedList.parse("203.0.113.7, unknown; X-Real-IP=2001:db8::1");

    assertThat(list.isTooMany()).isFalse();
    assertThat(list.of(List.of("X-Forwarded-For")))
        .containsExactly(List.of("203.0.113.7", "unknown"));
    assertThat(list.of(List.of("x_forwarded_for"))).hasSize(1);
    assertThat(list.of(List.of("x_real-ip"))).containsExactly(List.of("2001:db8::1"));
    assertThat(list.of(List.of("X-Real-IP", "cs(X-Forwarded-For)"))).hasSize(2);
    assertThat(list.of(List.of())).isEmpty();
  }

  @Test
  void aFieldMayStandAlone() {
    ForwardedList list = ForwardedList.parse("cs(X-Forwarded-For)=10.0.0.1");

    assertThat(list.of(List.of("X-Forwarded-For"))).containsExactly(List.of("10.0.0.1"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", ";", " ; "})
  void nothingIsForwarded(String column) {
    assertThat(ForwardedList.parse(column).lists()).isEmpty();
  }

  @Test
  void moreThanIsKeptIsNoList() {
    assertThat(ForwardedList.parse("too-many")).isEqualTo(new ForwardedList(true, List.of()));
    assertThat(ForwardedList.parse("too-many, 10.0.0.1").isTooMany()).isFalse();
  }

  @Test
  void whatIsWrittenIsRead() {
    RandomCases.each(
        500,
        random -> {
          List<String> own = entries(random);
          List<String> other = entries(random);
          String column = "%s; A-b=%s".formatted(String.join(", ", own), String.join(", ", other));

          assertThat(ForwardedList.parse(column).of(List.of("X-Forwarded-For", "ab")))
              .containsExactly(own, other);
        });
  }

  private static List<String> entries(Random random) {
    return RandomCases.listOf(
        random, 1, 4, () -> RandomCases.oneOf(random, "10.0.0.1", "2001:db8::1", "unknown"));
  }

  @Test
  void anyTextIsReadSomehow() {
    RandomCases.each(
        2_000,
        random -> {
          String text = RandomCases.text(random, 0, 20, "1.,;= :x");
          assertThat(ForwardedList.parse(text).of(List.of("x", "X-Forwarded-For")))
              .allSatisfy(entries -> assertThat(entries).isNotEmpty());
        });
  }
}
