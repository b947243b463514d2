package org.tlssunset.names;

import java.util.List;
import java.util.function.Predicate;
import org.tlssunset.party.LearnedName;

/**
 * What name files say.
 *
 * @param unread paths that could not be read, or are not understood
 * @param bad the first of the lines that name no host
 * @param badCount how many these are
 * @param isKept of a file: whether what it said before still holds, for it could not be read now
 */
public record FoundNames(
    List<LearnedName> names,
    List<UnreadFile> unread,
    List<BadLine> bad,
    long badCount,
    Predicate<String> isKept) {

  /** Whether all was read. */
  public boolean isWhole() {
    return unread.isEmpty() && badCount == 0;
  }
}
