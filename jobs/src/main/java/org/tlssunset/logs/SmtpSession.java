package org.tlssunset.logs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tlssunset.schema.ClientIpFrom;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.LogFormat;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;

/**
 * What the lines of one SMTP session in one log have shown so far: whose session it is, which of
 * its lines are here, and what they {@linkplain #proof prove}.
 *
 * <p>When sending, a session begins with attempts to connect, perhaps to several hosts in turn. The
 * contact begins where one of them succeeds: nothing of those before it is in the row.
 */
final class SmtpSession {

  private final byte[] key;
  private final int connectorLength;
  private final long hash;
  private final LogFormat format;
  private final String endpoint;
  private final String sessionId;
  private final long firstLine;
  private final SmtpSequence sequence = new SmtpSequence();
  private final SmtpProof proof = new SmtpProof();

  private long firstTime;
  private long lastTime;
  private boolean hasLines;
  private boolean hasPlus;
  private boolean hasMinus;
  private boolean isConnected;
  private boolean hasTriedToConnect;
  private boolean hasFailedToConnect;

  private @Nullable String server;
  private @Nullable SmtpEndpoint peer;
  private byte[] peerLogged = {};
  private @Nullable String clientName;
  private @Nullable String userName;
  private boolean isProxied;
  private boolean isProbe;

  /**
   * @param key the connector's and the session's id, as bytes
   * @param connectorLength how many of them are the connector's
   * @param hash the key's
   * @param server its name, if the line or the log's path says it
   * @param firstLine the number of its first line in the log
   */
  SmtpSession(
      byte[] key,
      int connectorLength,
      long hash,
      LogFormat format,
      @Nullable String server,
      String endpoint,
      String sessionId,
      long firstLine) {
    this.key = key;
    this.connectorLength = connectorLength;
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
    int length = split - from;
    return length == connectorLength
        && key.length == length + sessionTo - sessionFrom
        && Arrays.equals(key, length, key.length, buffer, sessionFrom, sessionTo)
        && Arrays.equals(key, 0, length, buffer, from, split);
  }

  /**
   * Another line of it.
   *
   * @param time microseconds since 1970
   * @param number its sequence number; negative if it has none
   * @param isConnect whether it tells that the two were connected
   */
  void line(long time, int number, boolean isConnect) {
    boolean isNewAttempt = !isConnected && (isConnect || hasTriedToConnect);
    if (!hasLines || isNewAttempt) {
      firstTime = time;
      lastTime = time;
      hasLines = true;
      sequence.clear();
    } else {
      firstTime = Math.min(firstTime, time);
      lastTime = Math.max(lastTime, time);
    }
    sequence.add(number);
  }

  void connect() {
    hasPlus = true;
    isConnected = true;
  }

  void disconnect() {
    hasMinus = true;
  }

  void tryToConnect() {
    hasTriedToConnect = true;
  }

  void failToConnect() {
    hasTriedToConnect = true;
    hasFailedToConnect = true;
  }

  /** The line could not have been without a connection. */
  void connected() {
    isConnected = true;
  }

  boolean wantsServer() {
    return server == null;
  }

  /**
   * @param local the server's end of the connection; null if the line does not tell
   */
  void server(@Nullable SmtpEndpoint local) {
    if (local != null) {
      server = local.address() == null ? local.host() : local.address().address();
    }
  }

  /** The peer is the host that was connected to, not one that was tried before it. */
  boolean wantsPeer() {
    return peer == null || !isConnected;
  }

  /**
   * @param remote the other end, as the line has it from {@code from} to before {@code to}
   */
  void peer(SmtpEndpoint remote, byte[] buffer, int from, int to) {
    peer = remote;
    if (!isPeer(buffer, from, to)) {
      peerLogged = Arrays.copyOfRange(buffer, from, to);
    }
  }

  /** Whether the bytes are those that the peer was read from. */
  boolean isPeer(byte[] buffer, int from, int to) {
    return Arrays.equals(peerLogged, 0, peerLogged.length, buffer, from, to);
  }

  /** Whether it is another host or port than the peer's, whatever the spelling. */
  boolean isOtherPeer(SmtpEndpoint remote) {
    SmtpEndpoint known = peer;
    return known != null && known.isOther(remote);
  }

  void clientName(String name) {
    clientName = name;
  }

  /** Whether the server that was called has not been told anything yet. */
  boolean awaitsGreeting() {
    return hasPlus && !proof.hasCommands();
  }

  void userName(String name) {
    userName = name;
  }

  void proxied() {
    isProxied = true;
  }

  void probe() {
    isProbe = true;
  }

  /** What its lines prove of its TLS. */
  SmtpProof proof() {
    return proof;
  }

  /** Whether no line is missing since the first one that is here. */
  boolean isComplete() {
    return sequence.isComplete();
  }

  /** Whether its first and its last line are here: no other log holds more of it. */
  boolean isWhole() {
    return hasPlus && hasMinus;
  }

  /** Whether it has had its last line: a connect, or an attempt, begins another session. */
  boolean isDisconnected() {
    return hasMinus;
  }

  /** Whether no further line is expected. */
  boolean isEnded() {
    return hasMinus || (hasFailedToConnect && !isConnected);
  }

  /** Whether it was tried to connect and nothing shows that it was done: that is no contact. */
  boolean isNoContact() {
    return hasTriedToConnect && !isConnected;
  }

  /** What is known of it, to be joined with what other logs know. */
  OpenSession part() {
    // Receiving, number 0 is the connect itself: what is told begins with 1.
    boolean isStarted =
        hasPlus
            || (format == LogFormat.SMTP_RECEIVE
                && sequence.first() != SmtpSequence.UNKNOWN
                && sequence.first() <= 1);
    return new OpenSession(
        observation(),
        isStarted,
        hasMinus,
        sequence.isComplete(),
        sequence.first(),
        sequence.last(),
        proof.hasCommands(),
        proof.awaitsAnswer());
  }

  private Observation observation() {
    boolean isSend = format == LogFormat.SMTP_SEND;
    Observation row =
        new Observation()
            .setTimes(firstTime, lastTime)
            .set(ObservationColumn.SOURCE, format.source())
            .set(ObservationColumn.SERVER, server)
            .set(ObservationColumn.DIRECTION, isSend ? Direction.OUTBOUND : Direction.INBOUND)
            .set(ObservationColumn.PROTOCOL, Protocol.SMTP)
            .set(ObservationColumn.CLIENT_NAME, clientName)
            .set(ObservationColumn.USER_NAME, userName)
            .set(ObservationColumn.ENDPOINT, endpoint)
            .set(ObservationColumn.TLS_HOP, isProxied ? TlsHop.PROXY : TlsHop.CLIENT)
            .set(ObservationColumn.REQUESTS, (Long) 1L)
            .set(ObservationColumn.SESSION_ID, sessionId)
            .set(ObservationColumn.SOURCE_LINE, (Long) proof.line(firstLine));
    SmtpEndpoint remote = peer;
    IpText address = remote == null ? null : remote.address();
    boolean isLoopback = address != null && address.isLoopback();
    row.set(ObservationColumn.IS_PROBE, (Boolean) (isProbe || isLoopback));
    if (remote != null) {
      row.set(ObservationColumn.PEER_IP, remote.host())
          .set(ObservationColumn.PEER_PORT, remote.port());
    }
    if (address != null) {
      row.set(ObservationColumn.CLIENT_IP, address.address())
          .set(ObservationColumn.CLIENT_IP_FROM, ClientIpFrom.LOG);
    }
    if (isConnected) {
      proof.fill(row);
    }
    return row;
  }
}
