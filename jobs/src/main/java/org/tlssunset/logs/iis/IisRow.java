package org.tlssunset.logs.iis;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.TlsHop;

/** The requests of one hour that share their facts, while they are being counted. */
final class IisRow {

  private static final long MICROS_PER_SECOND = 1_000_000;

  private final IisFacts facts;
  private final long firstLine;
  private long requests;
  private long uses;
  private boolean hasUses;
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

  /** The log says of requests to come who made them and how they were answered. */
  void tellsUses() {
    hasUses = true;
  }

  /**
   * Counts a request.
   *
   * @param second its time, in seconds since 1970
   * @param uses 1 if it was answered well, 0 if not
   */
  void count(long second, int uses) {
    requests++;
    this.uses += uses;
    firstSecond = Math.min(firstSecond, second);
    lastSecond = Math.max(lastSecond, second);
  }

  /** The number of the row's first line in the log. */
  long firstLine() {
    return firstLine;
  }

  /** How many requests were answered well to a user; null if the log does not tell. */
  private @Nullable Long used() {
    return !hasUses ? null : facts.caller().user() == null ? Long.valueOf(0) : (Long) uses;
  }

  /** The row as the table has it. */
  Observation observation() {
    IisServer server = facts.server();
    IisCaller caller = facts.caller();
    IisTls tls = facts.tls();
    IisForwarded forwarded = facts.forwarded();
    return new Observation()
        .setTimes(firstSecond * MICROS_PER_SECOND, lastSecond * MICROS_PER_SECOND)
        .set(ObservationColumn.SOURCE, IisFormat.W3C.source())
        .set(ObservationColumn.SERVER, server.name())
        .set(ObservationColumn.SERVER_IP, server.address())
        .set(ObservationColumn.SERVER_PORT, server.port())
        .set(ObservationColumn.ENDPOINT, server.site())
        .set(ObservationColumn.DIRECTION, Direction.INBOUND)
        .set(ObservationColumn.PROTOCOL, facts.protocol())
        .set(ObservationColumn.CLIENT_IP, caller.address())
        .set(
            ObservationColumn.CLIENT_IP_FROM,
            caller.address() == null ? null : ClientIpFrom.LOG.label())
        .set(ObservationColumn.PEER_IP, caller.peer())
        .set(ObservationColumn.USER_NAME, caller.user())
        .set(ObservationColumn.USER_AGENT, caller.userAgent())
        .set(ObservationColumn.TLS_OUTCOME, tls.outcome())
        .set(ObservationColumn.TLS_HOP, TlsHop.CLIENT)
        .set(ObservationColumn.TLS_VERSION, tls.version())
        .set(ObservationColumn.TLS_VERSION_FIRST, tls.version())
        .set(ObservationColumn.CIPHER, tls.cipher())
        .set(ObservationColumn.CIPHER_BITS, tls.cipherBits())
        .set(ObservationColumn.MAC, tls.mac())
        .set(ObservationColumn.KEY_EXCHANGE, tls.keyExchange())
        .set(ObservationColumn.INNER, (Boolean) false)
        .set(ObservationColumn.FORWARDED_FOR, forwarded.addresses())
        .set(ObservationColumn.FORWARDED_TLS_VERSION, forwarded.tlsVersion())
        .set(ObservationColumn.FORWARDED_TLS_CIPHER, forwarded.tlsCipher())
        .set(ObservationColumn.REQUESTS, (Long) requests)
        .set(ObservationColumn.USED, used())
        .set(ObservationColumn.IS_PROBE, (Boolean) facts.isProbe())
        .set(ObservationColumn.SOURCE_LINE, (Long) firstLine);
  }
}
