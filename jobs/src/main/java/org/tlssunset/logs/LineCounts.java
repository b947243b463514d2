package org.tlssunset.logs;

import java.io.Serializable;

/**
 * What became of a log's lines. Always {@code lines = used + comments + rejected}.
 *
 * @param lines all lines, the last one too if no line end follows it
 * @param used lines that observations were made from
 * @param comments header lines, comments and empty lines
 * @param rejected lines that could not be used
 * @param observations finished rows; open sessions are not among them
 */
public record LineCounts(long lines, long used, long comments, long rejected, long observations)
    implements Serializable {

  /** No line. */
  public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0);

  /** The sum of both, for a log that is read in pieces. */
  public LineCounts plus(LineCounts other) {
    return new LineCounts(
        lines + other.lines,
        used + other.used,
        comments + other.comments,
        rejected + other.rejected,
        observations + other.observations);
  }
}
