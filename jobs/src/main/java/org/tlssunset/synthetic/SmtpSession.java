package org.tlssunset.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SMTP session, being written line by line into one log. */
final class SmtpSession {

  private final String connector;
  private final String id;
  private final String local;
  private final String remote;
  private final @Nullable String remoteIp;
  private final boolean isSend;
  private final boolean isProxyConnector;
  private final boolean isProbe;
  private final List<SmtpEvent> events;
  private final SmtpEvidence evidence;
  private int next;
  private long nextTime;

  /**
   * @param remote the other side's endpoint as logged
   * @param remoteIp its address in canonical form; null if the log masks it
   * @param startedAt milliseconds since 1970
   */
  SmtpSession(
      String connector,
      String id,
      String local,
      String remote,
      @Nullable String remoteIp,
      boolean isSend,
      boolean isProbe,
      List<SmtpEvent> events,
      long startedAt) {
    this.connector = connector;
    this.id = id;
    this.local = local;
    this.remote = remote;
    this.remoteIp = remoteIp;
    this.isSend = isSend;
    this.isProbe = isProbe;
    this.events = events;
    isProxyConnector = isSend && connector.endsWith(" Proxy Internal Send Connector");
    evidence = new SmtpEvidence(isSend);
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

  /** Puts the next line's text. */
  void put(Text line, String date, long millisOfDay) {
    SmtpEvent event = nextEvent();
    line.put(date).put('T').putTime((int) (millisOfDay / 1000)).put('.');
    line.putPadded(millisOfDay % 1000, 3).put("Z,").putField(connector).put(',').put(id).put(',');
    line.putNumber(next).put(',');
    // A send has no end of its own before it is connected.
    line.put(isSend && event.kind() == '*' && next < 2 ? "" : local).put(',').put(remote);
    line.put(',').put(event.kind()).put(',').putField(event.data()).put(',');
    line.putField(event.context());
  }

  void conclude(Tally tally) {
    evidence.conclude(tally, remoteIp, isProxyConnector, isProbe);
  }
}
