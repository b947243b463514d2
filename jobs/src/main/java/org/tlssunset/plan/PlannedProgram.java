package org.tlssunset.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Effect;

/**
 * A party's program over one protocol: what is known of it, and what becomes of it. Times are in
 * microseconds since 1970, days since 1970.
 *
 * @param ends that it used, by name; the servers behind a proxy are not among them
 * @param proxies that it came through
 * @param byServer the effect if the same were switched off at one server alone, by its name
 * @param byVersion the effect if one version alone were switched off, of several
 * @param isReached whether it was seen where something goes
 * @param exception why it is excepted; null if it is not
 */
public record PlannedProgram(
    ProgramEvidence evidence,
    Known known,
    Volume volume,
    List<String> ends,
    List<String> proxies,
    Impact impact,
    Map<String, Effect> byServer,
    Map<String, Effect> byVersion,
    boolean isReached,
    @Nullable String exception)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Whether a plan is for it: it used the service. */
  boolean isPlannedFor() {
    return known.status != ClientStatus.NO_USE;
  }

  /**
   * What is known.
   *
   * @param minimumVersion before which versions are old
   * @param isSideBySide whether it went over, but had used old and new side by side before, and is
   *     not silent for as long as a dormant one: it may be two machines, of which one comes rarely
   * @param file where the use that decides stands
   * @param item null where an older version did not tell it
   */
  public record Known(
      ClientStatus status,
      int since,
      String reason,
      String minimumVersion,
      boolean isDormant,
      boolean isSideBySide,
      String file,
      long line,
      @Nullable Integer item)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }

  /**
   * When and how much.
   *
   * @param oldFirst null if nothing was old
   * @param oldLast null if nothing was old
   * @param modernLast null if nothing was modern
   * @param lately requests of the window
   * @param toldLately of them, those that tell its own TLS
   */
  public record Volume(
      long first,
      long last,
      @Nullable Long oldFirst,
      @Nullable Long oldLast,
      @Nullable Long modernLast,
      long lately,
      long toldLately)
      implements Serializable {

    private static final long serialVersionUID = 1;
  }
}
