package org.tlssunset.ingest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.tlssunset.schema.PlausibleTimes;

/**
 * Notices logs that tell of times which are still to come: a clock was wrong. They are read like
 * any other, for what they prove is true all the same; somebody should look at that clock.
 *
 * @param now when the run began
 */
record OddTimes(Instant now, SettlingTime growing) {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** What is odd about a log's times, as a sentence's end; empty if nothing is. */
  Optional<String> of(LogSummary log) {
    Instant last = log.events().last();
    if (last != null && last.isAfter(PlausibleTimes.last(now))) {
      return Optional.of(
          "its last event, %s, is in the future: check that server's clock"
              .formatted(SECOND.format(last)));
    }
    return growing.isYetToCome(log.file())
        ? Optional.of(
            "its modification time, %s, is in the future: check the clock of whoever wrote it"
                .formatted(SECOND.format(Instant.ofEpochMilli(log.file().modifiedAt()))))
        : Optional.empty();
  }
}
