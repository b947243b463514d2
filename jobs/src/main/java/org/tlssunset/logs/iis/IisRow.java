package org.tlssunset.logs.iis;

import org.tlssunset.logs.Observation;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.ObservationColumn;

/** The requests of one hour that share their facts, while they are being counted. */
final class IisRow {

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final IisFacts facts;
  private final long firstLine;
  private long requests;
  private long firstSecond = Long.MAX_VALUE;
  private long lastSecond = Long.MIN_VALUE;

  /**
   * A row without a request yet.
   *
   * @param firstLine the number of the row's first line in the log
   */
  IisRow(IisFacts facts, long firstLine) {
    this.facts = facts;
    this.firstLine = firstLine;
  }

  /** Counts a request at a time in seconds since 1970. */
  void count(long second) {
    requests++;
    firstSecond = Math.min(firstSecond, second);
    lastSecond = Math.max(lastSecond, second);
  }

  /** The number of the row's first line in the log. */
  long firstLine() {
    return firstLine;
  }

  /** The row as the table has it. */
  Observation observation() {
    IisTls tls = facts.tls();
    return new Observation()
        .setTimes(firstSecond * MICROS_PER_SECOND, lastSecond * MICROS_PER_SECOND)
        .set(ObservationColumn.SOURCE, IisFormat.W3C.source())
        .set(ObservationColumn.SERVER, facts.server())
        .set(ObservationColumn.DIRECTION, Direction.INBOUND)
        .set(ObservationColumn.PROTOCOL, facts.protocol())
        .set(ObservationColumn.CLIENT_IP, facts.clientIp())
        .set(
            ObservationColumn.CLIENT_IP_FROM,
            facts.clientIpFrom() == null ? null : facts.clientIpFrom().label())
        .set(ObservationColumn.PEER_IP, facts.peer())
        .set(ObservationColumn.USER_NAME, facts.user())
        .set(ObservationColumn.USER_AGENT, facts.userAgent())
        .set(ObservationColumn.ENDPOINT, facts.site())
        .set(ObservationColumn.TLS_OUTCOME, tls.outcome())
        .set(ObservationColumn.TLS_HOP, facts.hop())
        .set(ObservationColumn.TLS_VERSION, tls.version())
        .set(ObservationColumn.TLS_VERSION_FIRST, tls.version())
        .set(ObservationColumn.CIPHER, tls.cipher())
        .set(ObservationColumn.CIPHER_BITS, tls.cipherBits())
        .set(ObservationColumn.MAC, tls.mac())
        .set(ObservationColumn.KEY_EXCHANGE, tls.keyExchange())
        .set(ObservationColumn.REQUESTS, (Long) requests)
        .set(ObservationColumn.IS_PROBE, (Boolean) facts.isProbe())
        .set(ObservationColumn.SOURCE_LINE, (Long) firstLine);
  }
}
