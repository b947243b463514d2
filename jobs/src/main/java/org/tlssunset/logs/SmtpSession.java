package org.tlssunset.logs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;
import org.tlssunset.schema.TlsOutcome;

/**
 * What the lines of one SMTP session in one log have shown so far.
 *
 * <p>What proves most counts: the last handshake that succeeded, else mail or a sign-in in clear,
 * else a handshake that failed, else nothing. Clear text is proven only where no line before it is
 * missing: the missing one might be the handshake. Sequence numbers tell that: from the session's
 * first line on there must be as many lines as they say (a number may stand twice).
 */
final class SmtpSession {

  private static final int UNKNOWN = -1;

  private final byte[] key;
  private final long hash;
  private final LogFormat format;
  private final @Nullable String server;
  private final String endpoint;
  private final String sessionId;
  private final long firstLine;

  private long firstTime = Long.MAX_VALUE;
  private long lastTime = Long.MIN_VALUE;
  private long lines;
  private int lowestSequence = Integer.MAX_VALUE;
  private int highestSequence = UNKNOWN;
  private boolean hasPlus;
  private boolean hasMinus;
  private boolean isConnected;
  private boolean hasFailedToConnect;

  private @Nullable String peerIp;
  private @Nullable Integer peerPort;
  private @Nullable String clientIp;
  private @Nullable String clientName;
  private @Nullable String userName;
  private boolean isProxied;
  private boolean isProbe;

  private @Nullable SmtpTls tls;
  private long tlsLine;

  /** Whether a handshake succeeded whose line is cut before its version. */
  private boolean hasUntoldTls;

  private long startTlsLine;
  private @Nullable String failure;
  private long failureLine;
  private long clearLine;
  private boolean isClearProven;

  /** Whether mail or a sign-in was begun in clear and the answer is still to come. */
  private boolean isClearUnanswered;

  /**
   * @param key the connector's and the session's id, as bytes
   * @param hash the key's
   * @param firstLine the number of its first line in the log
   */
  SmtpSession(
      byte[] key,
      long hash,
      LogFormat format,
      @Nullable String server,
      String endpoint,
      String sessionId,
      long firstLine) {
    this.key = key;
    this.hash = hash;
    this.format = format;
    this.server = server;
    this.endpoint = endpoint;
    this.sessionId = sessionId;
    this.firstLine = firstLine;
    isConnected = format == LogFormat.SMTP_RECEIVE;
    isProxied = format == LogFormat.SMTP_SEND && SmtpDialogue.isProxyConnector(endpoint);
  }

  long hash() {
    return hash;
  }

  long firstLine() {
    return firstLine;
  }

  boolean hasKey(byte[] buffer, int from, int split, int sessionFrom, int sessionTo) {
    int connectorLength = split - from;
    return key.length == connectorLength + sessionTo - sessionFrom
        && Arrays.equals(key, 0, connectorLength, buffer, from, split)
        && Arrays.equals(key, connectorLength, key.length, buffer, sessionFrom, sessionTo);
  }

  /**
   * Another line of it.
   *
   * @param time microseconds since 1970
   * @param sequence its sequence number; negative if it has none
   */
  void line(long time, int sequence) {
    lines++;
    firstTime = Math.min(firstTime, time);
    lastTime = Math.max(lastTime, time);
    if (sequence >= 0) {
      lowestSequence = Math.min(lowestSequence, sequence);
      highestSequence = Math.max(highestSequence, sequence);
    }
  }

  void connect() {
    hasPlus = true;
    isConnected = true;
  }

  void disconnect() {
    hasMinus = true;
  }

  /** An attempt to connect failed for good. */
  void failToConnect() {
    hasFailedToConnect = true;
  }

  /** The two sides talked to each other. */
  void talk() {
    isConnected = true;
  }

  boolean hasPeer() {
    return peerIp != null;
  }

  /**
   * @param logged the remote end as logged, without its port
   * @param address the same, read; null if it is none
   */
  void peer(String logged, @Nullable Integer port, @Nullable IpText address) {
    peerIp = address == null ? logged : address.address();
    peerPort = port;
    clientIp = address == null ? null : address.address();
    isProbe |= address != null && address.isLoopback();
  }

  boolean hasClientName() {
    return clientName != null;
  }

  void clientName(String name) {
    clientName = name;
  }

  void userName(String name) {
    userName = name;
  }

  boolean hasUserName() {
    return userName != null;
  }

  void proxied() {
    isProxied = true;
  }

  void probe() {
    isProbe = true;
  }

  void negotiated(SmtpTls handshake, long line) {
    isConnected = true;
    tls = handshake;
    tlsLine = line;
    startTlsLine = 0;
  }

  void negotiatedUntold() {
    isConnected = true;
    hasUntoldTls = true;
    startTlsLine = 0;
  }

  void failed(String reason, long line) {
    isConnected = true;
    failure = reason;
    failureLine = line;
    startTlsLine = 0;
  }

  void startTls(long line) {
    startTlsLine = line;
  }

  boolean awaitsTls() {
    return startTlsLine > 0;
  }

  /** Mail or a sign-in is begun. */
  void mailOrSignIn(long line) {
    if (tls == null && clearLine == 0) {
      clearLine = line;
      isClearProven = isComplete();
      isClearUnanswered = true;
    }
  }

  /** What was begun in clear is refused before TLS: nothing went in clear. */
  void tlsDemanded(String answer, long line) {
    if (isClearUnanswered) {
      clearLine = 0;
      isClearUnanswered = false;
    }
    if (clearLine == 0) {
      failed(answer, line);
    }
  }

  void answered() {
    isClearUnanswered = false;
  }

  /** Whether its first and its last line are here: no other log holds more of it. */
  boolean isWhole() {
    return hasPlus && hasMinus;
  }

  /** Whether no further line is expected. */
  boolean isEnded() {
    return hasMinus || hasFailedToConnect;
  }

  /** Whether it is known that the two sides never talked: that is no contact. */
  boolean isNoContact() {
    return hasFailedToConnect && !isConnected;
  }

  /** Whether none of the lines between the lowest and the highest sequence number is missing. */
  private boolean isComplete() {
    return highestSequence == UNKNOWN || lines > highestSequence - lowestSequence;
  }

  /** What is known of it, to be joined with what other logs know. */
  OpenSession part() {
    // Number 0 is the connect itself, or a send's attempt at it; what is told begins with 1.
    boolean isStarted = hasPlus || lowestSequence <= 1;
    return new OpenSession(observation(), isStarted, hasMinus);
  }

  private Observation observation() {
    TlsOutcome outcome = outcome();
    Observation row =
        new Observation()
            .setTimes(firstTime, lastTime)
            .set(ObservationColumn.SOURCE, format.source())
            .set(ObservationColumn.SERVER, server)
            .set(
                ObservationColumn.DIRECTION,
                format == LogFormat.SMTP_SEND ? Direction.OUTBOUND : Direction.INBOUND)
            .set(ObservationColumn.PROTOCOL, Protocol.SMTP)
            .set(ObservationColumn.CLIENT_IP, clientIp)
            .set(
                ObservationColumn.CLIENT_IP_FROM,
                clientIp == null ? null : ClientIpFrom.LOG.label())
            .set(ObservationColumn.PEER_IP, peerIp)
            .set(ObservationColumn.PEER_PORT, peerPort)
            .set(ObservationColumn.CLIENT_NAME, clientName)
            .set(ObservationColumn.USER_NAME, userName)
            .set(ObservationColumn.ENDPOINT, endpoint)
            .set(ObservationColumn.TLS_HOP, isProxied ? TlsHop.PROXY : TlsHop.CLIENT)
            .set(ObservationColumn.REQUESTS, (Long) 1L)
            .set(ObservationColumn.IS_PROBE, (Boolean) isProbe)
            .set(ObservationColumn.SESSION_ID, sessionId)
            .set(ObservationColumn.SOURCE_LINE, (Long) proofLine(outcome));
    if (outcome != null) {
      row.set(ObservationColumn.TLS_OUTCOME, outcome);
    }
    if (outcome == TlsOutcome.FAILED) {
      row.set(
          ObservationColumn.FAILURE,
          failure == null ? OpenSession.STARTTLS_THEN_DISCONNECT : failure);
    }
    SmtpTls handshake = tls;
    if (handshake != null) {
      row.set(ObservationColumn.TLS_VERSION, handshake.version())
          .set(ObservationColumn.CIPHER, handshake.cipher())
          .set(ObservationColumn.CIPHER_BITS, handshake.cipherBits())
          .set(ObservationColumn.MAC, handshake.mac())
          .set(ObservationColumn.MAC_BITS, handshake.macBits())
          .set(ObservationColumn.KEY_EXCHANGE, handshake.keyExchange())
          .set(ObservationColumn.KEY_EXCHANGE_BITS, handshake.keyExchangeBits());
    }
    return row;
  }

  /** What these lines alone prove; null while nothing shows that the two sides were connected. */
  private @Nullable TlsOutcome outcome() {
    if (tls != null) {
      return TlsOutcome.NEGOTIATED;
    }
    if (hasUntoldTls) {
      return TlsOutcome.NOT_LOGGED;
    }
    if (clearLine > 0) {
      return isClearProven ? TlsOutcome.CLEARTEXT : TlsOutcome.NOT_LOGGED;
    }
    if (failure != null) {
      return TlsOutcome.FAILED;
    }
    if (!isConnected) {
      return null;
    }
    if (!isComplete()) {
      return TlsOutcome.NOT_LOGGED;
    }
    return startTlsLine > 0 ? TlsOutcome.FAILED : TlsOutcome.NONE;
  }

  private long proofLine(@Nullable TlsOutcome outcome) {
    if (outcome == TlsOutcome.NEGOTIATED) {
      return tlsLine;
    }
    if (outcome == TlsOutcome.CLEARTEXT) {
      return clearLine;
    }
    if (outcome == TlsOutcome.FAILED) {
      return failure == null ? startTlsLine : failureLine;
    }
    return firstLine;
  }
}
