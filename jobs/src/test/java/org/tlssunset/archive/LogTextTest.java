package org.tlssunset.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogTextTest {

  private static final int LONGEST = 40_000;

  @Property(tries = 200)
  void slicesMakeTheSameAsTheWhole(
      @ForAll @IntRange(max = LONGEST) int length,
      @ForAll @Size(max = 4) List<@IntRange(max = LONGEST) Integer> cuts,
      @ForAll @IntRange(min = 1, max = 5_000) int atOnce,
      @ForAll long seed) {
    byte[] text = text(length, seed);
    int[] ends = cuts.stream().mapToInt(cut -> Math.min(cut, length)).sorted().toArray();

    LogText joined = LogText.NONE;
    int from = 0;
    for (int end : ends) {
      joined = joined.plus(of(text, from, end, atOnce));
      from = end;
    }
    joined = joined.plus(of(text, from, length, atOnce));

    assertThat(joined).isEqualTo(of(text, 0, length, LONGEST));
  }

  @Test
  void theTextWaitsIfOneOfItsSlicesDoes() {
    LogText ended = new LogText(0, 4, 1, List.of(), false);
    LogText waiting = new LogText(0, 4, 1, List.of(), true);
    assertThat(ended.plus(ended).waits()).isFalse();
    assertThat(ended.plus(waiting).waits()).isTrue();
    assertThat(waiting.plus(ended).waits()).isTrue();
  }

  @Property(tries = 200)
  void aBeginningIsToldFromAnotherText(
      @ForAll @IntRange(min = 1, max = LONGEST) int length,
      @ForAll @IntRange(min = 1, max = LONGEST) int other,
      @ForAll @IntRange(max = LONGEST) int changed,
      @ForAll long seed) {
    byte[] text = text(Math.max(length, other), seed);
    int shorter = Math.min(length, other);
    Fingerprint beginning = of(text, 0, shorter, LONGEST).fingerprint();
    Fingerprint whole = of(text, 0, text.length, LONGEST).fingerprint();

    boolean isLongEnough = shorter == text.length || shorter >= TextChecksum.FIRST_MARK;
    assertThat(beginning.mayBegin(whole)).isEqualTo(isLongEnough);
    assertThat(whole.mayBegin(beginning)).isEqualTo(shorter == text.length);
    if (isLongEnough) {
      assertThat(beginning.key()).isEqualTo(whole.key());
    }

    Assume.that(changed < shorter / 2);
    text[changed]++;
    assertThat(beginning.mayBegin(of(text, 0, text.length, LONGEST).fingerprint())).isFalse();
  }

  private static byte[] text(int length, long seed) {
    byte[] text = new byte[length];
    new java.util.Random(seed).nextBytes(text);
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
