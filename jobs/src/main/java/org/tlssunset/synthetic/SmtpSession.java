package org.tlssunset.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** An SMTP session, being written line by line into one log. */
final class SmtpSession {

  private final SmtpRoute route;
  private final byte[] connectorField;
  private final String id;
  private final List<SmtpEvent> events;
  private final SmtpFate fate;
  private final boolean isFragile;
  private final SmtpEvidence evidence;
  private int next;
  private long nextTime;

  /**
   * @param startedAt milliseconds since 1970
   */
  SmtpSession(SmtpRoute route, String id, List<SmtpEvent> events, SmtpFate fate, long startedAt) {
    this.route = route;
    this.id = id;
    this.events = events;
    this.fate = fate;
    connectorField = (',' + Text.quoted(route.connector())).getBytes(StandardCharsets.UTF_8);
    isFragile = fate.repeated() <= events.size() || events.stream().anyMatch(SmtpEvent::isFragile);
    evidence = new SmtpEvidence(route.isSend());
    nextTime = startedAt + events.get(0).pause();
  }

  /** When its next line happens, milliseconds since 1970. */
  long nextTime() {
    return nextTime;
  }

  SmtpEvent nextEvent() {
    return events.get(next);
  }

  int nextNumber() {
    return next;
  }

  SmtpEvidence evidence() {
    return evidence;
  }

  /**
   * Goes on to the line after.
   *
   * @return false if there is none
   */
  boolean advance() {
    next++;
    if (next == events.size()) {
      return false;
    }
    nextTime += events.get(next).pause();
    return true;
  }

  /** Whether the next line is missing in the log. */
  boolean isNextLost() {
    return fate.lost().get(next);
  }

  /** The next line's time as it is logged, milliseconds since 1970. */
  long loggedTime() {
    return next == fate.late() ? nextTime - 1000 : nextTime;
  }

  /**
   * Whether the lines that are left must all come in: the log would not show that one is missing,
   * or would be misunderstood without it.
   */
  boolean isFragile() {
    if (fate.repeated() <= events.size()) {
      return true;
    }
    for (SmtpEvent event : events) {
      if (event.isFragile()) {
        return true;
      }
    }
    return false;
  }

  /** Puts the next line's text, but its time. */
  void put(Text line, SmtpLayout layout) {
    SmtpEvent event = nextEvent();
    for (SmtpLayout.Column column : layout.columns()) {
      switch (column) {
        case DATE_TIME -> {
          // The log puts it, which is first in every layout.
        }
        case CONNECTOR_ID -> line.put(connectorField);
        case SESSION_ID -> line.put(',').put(id);
        case SEQUENCE_NUMBER -> line.put(',').putNumber(fate.sequence(next));
        // A send has no end of its own before it is connected.
        case LOCAL_ENDPOINT ->
            line.put(',')
                .put(route.isSend() && event.kind() == '*' && next < 2 ? "" : route.local());
        case REMOTE_ENDPOINT -> line.put(',').put(route.remote());
        case EVENT -> line.put(',').put(event.kind());
        case DATA -> line.put(',').putField(event.data());
        case CONTEXT -> line.put(',').putField(event.context());
        case COLLECTED_BY -> line.put(',').put("collector-1");
      }
    }
  }

  /** No further line of it comes in. */
  void conclude(Tally tally) {
    evidence.conclude(tally, route);
  }
}
