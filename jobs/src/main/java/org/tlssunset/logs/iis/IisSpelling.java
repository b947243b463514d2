package org.tlssunset.logs.iis;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a log spells facts: what the raw bytes of the key columns mean, and the row that
 * they led to last. So each spelling is decoded once in a log and looked up by its facts once in an
 * hour, and all its other lines find their row here. One that nobody can read is remembered, too.
 */
final class IisSpelling {

  private final @Nullable IisFacts facts;

  private @Nullable IisRow row;

  /**
   * The {@linkplain IisHour#number number} of the row's hour; to hold the hour would hold all its
   * rows.
   */
  private int hour;

  IisSpelling(@Nullable IisFacts facts) {
    this.facts = facts;
  }

  /** What it means; null if that cannot be read. */
  @Nullable IisFacts facts() {
    return facts;
  }

  /** Its row in the hour; null if it was last seen in another. */
  @Nullable IisRow row(IisHour current) {
    return hour == current.number() ? row : null;
  }

  void remember(IisHour current, IisRow its) {
    hour = current.number();
    row = its;
  }
}
