package org.tlssunset.outreach;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.PlausibleTimes;

/**
 * What is lately: the last {@value LegacyClients#RECENT_DAYS} days of the evidence, which ends with
 * the last event of any client that is not in the future; now, if all are.
 */
final class RecentDays {

  private final Instant now;
  private @Nullable Instant last;

  /**
   * @param now when somebody asks
   */
  RecentDays(Instant now) {
    this.now = now;
  }

  /** Takes a client's last event. */
  void add(Instant event) {
    boolean isPlausible = !event.isAfter(PlausibleTimes.last(now));
    if (isPlausible && (last == null || event.isAfter(last))) {
      last = event;
    }
  }

  /** Where the evidence ends. */
  Instant end() {
    return last == null ? now : last;
  }

  /** The first moment that is lately. */
  Instant begin() {
    return begin(end());
  }

  /** The same where the evidence ends at a moment. */
  static Instant begin(Instant end) {
    return end.minus(Duration.ofDays(LegacyClients.RECENT_DAYS));
  }
}
