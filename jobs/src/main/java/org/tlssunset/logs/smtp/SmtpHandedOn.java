package org.tlssunset.logs.smtp;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.HandedOn;
import org.tlssunset.logs.InnerClient;

/**
 * What a session's part tells of sessions that it hands on, where a log was cut between a command
 * and its answer. Those that one log shows to be accepted are not among them.
 *
 * @param asked the one that the answer which comes next is to; null if there is none
 * @param askedIn the log that holds its command; empty if it is the part's own
 * @param accepted those of which parts before were asked, and parts after have said yes
 */
public record SmtpHandedOn(@Nullable InnerClient asked, String askedIn, List<HandedOn> accepted)
    implements Serializable {

  /**
   * What one log tells.
   *
   * @param asked null if it tells of none
   */
  public static SmtpHandedOn of(@Nullable InnerClient asked) {
    return new SmtpHandedOn(asked, "", List.of());
  }

  /** The same of a part that a log holds. */
  SmtpHandedOn in(String log) {
    return asked == null || !askedIn.isEmpty() ? this : new SmtpHandedOn(asked, log, accepted);
  }

  /**
   * What both parts tell, of which each knows its log.
   *
   * @param isAccepted whether the later part settles that this one's is accepted
   * @param isOpen whether it settles nothing
   */
  SmtpHandedOn followedBy(SmtpHandedOn later, boolean isAccepted, boolean isOpen) {
    Stream<HandedOn> settled =
        asked != null && isAccepted ? Stream.of(new HandedOn(askedIn, asked)) : Stream.empty();
    List<HandedOn> all =
        Stream.of(accepted.stream(), settled, later.accepted.stream())
            .flatMap(some -> some)
            .toList();
    SmtpHandedOn last = later.asked == null && isOpen ? this : later;
    return new SmtpHandedOn(last.asked, last.askedIn, all);
  }
}
