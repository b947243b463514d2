package org.tlssunset;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks what holds for every input on many made-up ones, the same in every run. What is drawn here
 * is at the ends of its range far more often than chance would have it.
 */
public final class RandomCases {

  /** One character for each byte. */
  public static final String LATIN1 =
      IntStream.range(0, 256).mapToObj(Character::toString).reduce("", String::concat);

  /** What is checked of one case; all of it follows from the random numbers. */
  public interface Check {
    void of(Random random) throws Exception;
  }

  private RandomCases() {}

  /** Checks so many cases, one for each seed from 0 on; if one fails, its seed is told. */
  public static void each(int cases, Check check) {
    for (int seed = 0; seed < cases; seed++) {
      only(seed, check);
    }
  }

  /** Checks one case: put it in the place of {@link #each} to see a failure again. */
  public static void only(int seed, Check check) {
    // Of seeds that are neighbours, Random's first numbers are neighbours, too.
    Random random = new Random(new SplittableRandom(seed).nextLong());
    try {
      check.of(random);
    } catch (Throwable e) {
      throw new AssertionError("RandomCases.only(" + seed + ", ...) fails: " + e, e);
    }
  }

  /** A number from one to the other. */
  public static int between(Random random, int least, int most) {
    return (int) between(random, (long) least, (long) most);
  }

  /** A number from one to the other. */
  public static long between(Random random, long least, long most) {
    long number =
        switch (random.nextInt(16)) {
          case 0 -> least;
          case 1 -> most;
          case 2 -> random.nextInt(-1, 2);
          default -> random.nextLong(least, most + 1);
        };
    return Math.max(least, Math.min(number, most));
  }

  @SafeVarargs
  public static <T> T oneOf(Random random, T... all) {
    return all[random.nextInt(all.length)];
  }

  /** A list of a length from one to the other. */
  public static <T> List<T> listOf(Random random, int least, int most, Supplier<T> element) {
    return Stream.generate(element).limit(between(random, least, most)).toList();
  }

  /** A text of a length from one to the other, of these letters; some may be there twice. */
  public static String text(Random random, int least, int most, String letters) {
    StringBuilder text = new StringBuilder();
    for (int length = between(random, least, most); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** Up to so many of the words, put together, with any bytes between them here and there. */
  public static byte[] noise(Random random, int most, String... words) {
    Supplier<String> piece =
        () -> random.nextInt(6) == 0 ? text(random, 0, 20, LATIN1) : oneOf(random, words);
    return String.join("", listOf(random, 0, most, piece)).getBytes(StandardCharsets.ISO_8859_1);
  }
}
