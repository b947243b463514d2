package org.tlssunset.logs.smtp;

import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.Direction;
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

  private final SmtpKey key;
  private final SmtpFormat format;
  private final String endpoint;
  private final String sessionId;
  private final long firstLine;
  private final SmtpSequence sequence = new SmtpSequence();
  private final SmtpProof proof = new SmtpProof();
  private final SmtpTurns turns = new SmtpTurns();
  private final SmtpHop hop = new SmtpHop();
  private final SmtpPeer peer = new SmtpPeer();
  private final SmtpName name = new SmtpName();

  private long firstTime;
  private long lastTime;
  private boolean hasLines;
  private boolean hasPlus;
  private boolean hasMinus;
  private boolean isConnected;
  private boolean hasTriedToConnect;
  private boolean hasFailedToConnect;

  private @Nullable String server;
  private @Nullable SmtpSignIn signIn;
  private boolean hasProbeMail;
  private boolean hasOtherMail;

  /**
   * @param server its name, if the line or the log's path says it
   * @param firstLine the number of its first line in the log
   */
  SmtpSession(
      SmtpKey key,
      SmtpFormat format,
      @Nullable String server,
      String endpoint,
      String sessionId,
      long firstLine) {
    this.key = key;
    this.format = format;
    this.server = server;
    this.endpoint = endpoint;
    this.sessionId = sessionId;
    this.firstLine = firstLine;
    isConnected = format == SmtpFormat.RECEIVE;
  }

  SmtpKey key() {
    return key;
  }

  long firstLine() {
    return firstLine;
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
    if (sequence.add(number)) {
      lostAnswers();
    }
  }

  /** Lines are missing, or all that was sent before is void: answers to it do not come. */
  void lostAnswers() {
    hop.lostAnswers(turns.isStrict());
    turns.lostAnswers();
    proof.lostAnswers();
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
    return !peer.isKnown() || !isConnected;
  }

  SmtpPeer peer() {
    return peer;
  }

  /** What the other side calls itself. */
  SmtpName name() {
    return name;
  }

  /** Whether the server that was called has not been told anything yet. */
  boolean isFresh() {
    return hasPlus && !turns.hasCommands();
  }

  /** Who signs in. */
  SmtpSignIn signIn() {
    SmtpSignIn known = signIn;
    if (known == null) {
      known = new SmtpSignIn();
      signIn = known;
    }
    return known;
  }

  SmtpHop hop() {
    return hop;
  }

  /**
   * A mail is begun.
   *
   * @param isProbe whether it is a health check's
   */
  void mail(boolean isProbe) {
    hasProbeMail |= isProbe;
    hasOtherMail |= !isProbe;
  }

  /**
   * The side that called says something.
   *
   * @param isHello whether it is EHLO or HELO
   * @return of how many answers the last one is that to this command
   */
  int command(boolean isHello) {
    return turns.command(isHello);
  }

  /**
   * The side that called says that it hands on a client's session.
   *
   * @param due of how many answers the last one is that to this command
   */
  void askToProxy(int due) {
    hop.asked(due, turns.strict());
  }

  /**
   * A command is answered.
   *
   * @param code of three digits; 0 if the answer has none
   */
  void answered(int code) {
    turns.answer(code);
    hop.answered(code);
    name.helloIsOver();
    SmtpSignIn known = signIn;
    if (known != null) {
      known.answered(code);
    }
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

  boolean isConnected() {
    return isConnected;
  }

  /** What is known of it, to be joined with what other logs know. */
  SmtpPart part(HealthProbes probes) {
    // Receiving, number 0 is the connect itself: what is told begins with 1.
    boolean isStarted =
        hasPlus
            || (format == SmtpFormat.RECEIVE
                && sequence.first() != SmtpSequence.UNKNOWN
                && sequence.first() <= 1);
    SmtpSignIn known = signIn;
    return new SmtpPart(
        observation(probes),
        isStarted,
        hasMinus,
        sequence.isComplete(),
        sequence.first(),
        sequence.last(),
        turns.hasCommands(),
        proof.awaitsAnswer(),
        hasOtherMail,
        new SmtpCut(
            turns.answersFirst(),
            turns.firstAnswer(),
            turns.unanswered(),
            hop.awaitsAnswer(),
            proof.isSignInPending() || (known != null && known.isPending())));
  }

  private Observation observation(HealthProbes probes) {
    boolean isSend = format == SmtpFormat.SEND;
    SmtpSignIn known = signIn;
    String user = known == null ? null : known.user();
    boolean hasProbes = hasProbeMail || probes.isProbeUser(user);
    Observation row =
        new Observation()
            .setTimes(firstTime, lastTime)
            .set(ObservationColumn.SOURCE, format.source())
            .set(ObservationColumn.SERVER, server)
            .set(ObservationColumn.DIRECTION, isSend ? Direction.OUTBOUND : Direction.INBOUND)
            .set(ObservationColumn.PROTOCOL, Protocol.SMTP)
            .set(ObservationColumn.CLIENT_NAME, name.get())
            .set(ObservationColumn.USER_NAME, user)
            .set(ObservationColumn.ENDPOINT, endpoint)
            .set(
                ObservationColumn.TLS_HOP,
                hop.isInner(turns.isStrict()) ? TlsHop.PROXY : TlsHop.CLIENT)
            .set(ObservationColumn.REQUESTS, (Long) 1L)
            .set(ObservationColumn.SESSION_ID, sessionId)
            .set(ObservationColumn.SOURCE_LINE, (Long) proof.line(firstLine))
            .set(
                ObservationColumn.IS_PROBE,
                (Boolean) (peer.isLoopback() || (hasProbes && !hasOtherMail)));
    peer.fill(row);
    if (isConnected) {
      proof.fill(row);
    }
    return row;
  }
}
