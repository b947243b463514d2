package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.between;
import static org.tlssunset.RandomCases.listOf;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;

class LogTextTest {

  private static final int LONGEST = 40_000;

  @Test
  void slicesMakeTheSameAsTheWhole() {
    RandomCases.each(
        200,
        random -> {
          byte[] text = text(random, between(random, 0, LONGEST));
          int atOnce = between(random, 1, 5_000);
          List<Integer> ends = listOf(random, 0, 4, () -> between(random, 0, text.length));

          LogText joined = LogText.NONE;
          int from = 0;
          for (int end : ends.stream().sorted().toList()) {
            joined = joined.plus(of(text, from, end, atOnce));
            from = end;
          }
          joined = joined.plus(of(text, from, text.length, atOnce));

          assertThat(joined).isEqualTo(of(text, 0, text.length, LONGEST));
        });
  }

  @Test
  void theTextWaitsIfOneOfItsSlicesDoes() {
    LogText ended = new LogText(0, 4, 1, List.of(), false);
    LogText waiting = new LogText(0, 4, 1, List.of(), true);
    assertThat(ended.plus(ended).waits()).isFalse();
    assertThat(ended.plus(waiting).waits()).isTrue();
    assertThat(waiting.plus(ended).waits()).isTrue();
  }

  @Test
  void aBeginningIsToldFromAnotherText() {
    RandomCases.each(
        200,
        random -> {
          int nearMark = (int) TextChecksum.FIRST_MARK + between(random, -1, 1);
          int shorter = random.nextInt(4) == 0 ? nearMark : between(random, 1, LONGEST);
          assertBeginningIsTold(random, shorter, between(random, shorter, LONGEST));
        });
  }

  private static void assertBeginningIsTold(Random random, int shorter, int length) {
    byte[] text = text(random, length);
    Fingerprint beginning = of(text, 0, shorter, LONGEST).fingerprint();
    Fingerprint whole = of(text, 0, text.length, LONGEST).fingerprint();

    boolean isLongEnough = shorter == text.length || shorter >= TextChecksum.FIRST_MARK;
    assertThat(beginning.mayBegin(whole)).isEqualTo(isLongEnough);
    assertThat(whole.mayBegin(beginning)).isEqualTo(shorter == text.length);
    if (isLongEnough) {
      assertThat(beginning.key()).isEqualTo(whole.key());
    }

    text[between(random, 0, (shorter - 1) / 2)]++;
    assertThat(beginning.mayBegin(of(text, 0, text.length, LONGEST).fingerprint())).isFalse();
  }

  private static byte[] text(Random random, int length) {
    byte[] text = new byte[length];
    random.nextBytes(text);
    return text;
  }

  private static LogText of(byte[] text, int from, int to, int atOnce) {
    TextChecksum sum = new TextChecksum();
    sum.begin(from);
    for (int at = from; at < to; at += atOnce) {
      byte[] buffer = Arrays.copyOfRange(text, at, Math.min(to, at + atOnce));
      sum.update(buffer, 0, buffer.length);
    }
    return sum.text(false);
  }
}
