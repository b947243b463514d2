package org.tlssunset.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that somebody meant who wrote another. */
public final class Nearest {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** A word of so many letters may have one slip, one of twice as many two, and so on. */
  private static final int LETTERS_PER_SLIP = 3;

  private Nearest() {}

  /**
   * The nearest of all, however far it is; case makes no difference. Of several the first.
   *
   * @throws java.util.NoSuchElementException if there is none to choose from
   */
  public static String of(String written, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(written, name)))
        .orElseThrow();
  }

  /** The nearest, if it is so near that it was probably meant. */
  public static Optional<String> meant(String written, Collection<String> known) {
    int slips = Math.max(1, written.length() / LETTERS_PER_SLIP);
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(of(written, known)).filter(name -> distance(written, name) <= slips);
  }

  private static int distance(String written, String name) {
    return DISTANCE.apply(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
  }
}
