package org.tlssunset.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.Effect;

/**
 * The parts that can be switched off by themselves, the safest first: what a version, a family of
 * protocols, a server or a direction takes along if it goes alone. Protocols of one family are
 * served by the same listener: none goes by itself.
 *
 * <p>"Safe" is said of a part only where nobody stops, falls to clear text or is unknown, who is
 * dormant counting as all others, and {@link Doubts} has none.
 */
public record Retirement(List<Candidate> candidates) {

  /**
   * A part.
   *
   * @param direction inbound or outbound
   * @param kind family, server, version or direction
   * @param atRisk how many parties may stop, as far as anybody knows
   * @param falling how many fall to clear text
   * @param coverage of its traffic, from 0 to 1
   * @param doubt why it cannot be called safe although nobody is known to stop; null if nothing
   *     speaks against it
   */
  public record Candidate(
      String kind,
      String direction,
      String name,
      long parties,
      long atRisk,
      long falling,
      double coverage,
      @Nullable String doubt) {

    /** Whether nobody stops, as far as one can know. */
    public boolean isSafe() {
      return atRisk == 0 && falling == 0 && doubt == null;
    }
  }

  private static final Comparator<Candidate> SAFEST_FIRST =
      Comparator.comparing(Candidate::isSafe, Comparator.reverseOrder())
          .thenComparing(candidate -> candidate.coverage == 0)
          .thenComparingLong(Candidate::atRisk)
          .thenComparingLong(Candidate::falling)
          .thenComparing(Candidate::coverage, Comparator.reverseOrder())
          .thenComparing(Candidate::parties, Comparator.reverseOrder())
          .thenComparing(Candidate::kind)
          .thenComparing(Candidate::direction)
          .thenComparing(Candidate::name);

  static Retirement of(Summary summary, Coverage coverage, Doubts doubts) {
    List<Candidate> candidates = new ArrayList<>();
    summary
        .parts()
        .forEach(
            (part, tally) -> {
              Coverage.Share share = coverage.of(cell -> doubts.concern(part, cell));
              candidates.add(
                  new Candidate(
                      part.kind(),
                      part.direction(),
                      part.name(),
                      tally.parties(),
                      tally.atRisk(),
                      tally.of(Effect.FALLS_TO_CLEARTEXT).parties(),
                      doubts.told(share),
                      doubts.of(part)));
            });
    candidates.sort(SAFEST_FIRST);
    return new Retirement(List.copyOf(candidates));
  }

  /** What can go now, if anything can. */
  public List<Candidate> safe() {
    return candidates.stream().filter(Candidate::isSafe).toList();
  }
}
