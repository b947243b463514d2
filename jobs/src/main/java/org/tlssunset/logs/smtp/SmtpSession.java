package org.tlssunset.logs.smtp;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tlssunset.logs.HealthProbes;
import org.tlssunset.logs.InnerClient;
import org.tlssunset.logs.Observation;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.ObservationColumn;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsHop;

/**
 * What the lines of one SMTP session in one log have shown so far: whose session it is, which of
 * its lines are here, and what they {@linkplain #proof prove}.
 */
final class SmtpSession {

  private final SmtpKey key;
  private final SmtpFormat format;
  private final String endpoint;
  private final String sessionId;
  private final long firstLine;
  private final BiConsumer<SmtpSession, SmtpHandover> out;
  private final SmtpContact contact;
  private final SmtpProof proof = new SmtpProof();
  private final SmtpAnswers answers = new SmtpAnswers();
  private final SmtpHop hop = new SmtpHop();
  private final SmtpPeer peer = new SmtpPeer();
  private final SmtpName name = new SmtpName();

  private long time;
  private @Nullable String server;
  private @Nullable SmtpEndpoint local;
  private @Nullable SmtpSignIn signIn;
  private boolean hasProbeMail;
  private boolean hasOtherMail;

  /**
   * @param server its name, if the line or the log's path says it
   * @param firstLine the number of its first line in the log
   * @param out takes the sessions that it hands on
   */
  SmtpSession(
      SmtpKey key,
      SmtpFormat format,
      @Nullable String server,
      String endpoint,
      String sessionId,
      long firstLine,
      BiConsumer<SmtpSession, SmtpHandover> out) {
    this.key = key;
    this.format = format;
    this.server = server;
    this.endpoint = endpoint;
    this.sessionId = sessionId;
    this.firstLine = firstLine;
    this.out = out;
    contact = new SmtpContact(format == SmtpFormat.RECEIVE);
  }

  String endpoint() {
    return endpoint;
  }

  String sessionId() {
    return sessionId;
  }

  @Nullable String server() {
    return server;
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
    this.time = time;
    if (contact.line(time, number, isConnect)) {
      lostAnswers();
    }
  }

  /** Lines are missing, or all that was sent before is void: answers to it do not come. */
  void lostAnswers() {
    answers.lost();
    proof.lostAnswers();
  }

  /** Whether the two are connected, and which lines tell. */
  SmtpContact contact() {
    return contact;
  }

  /** The time of the line in hand, microseconds since 1970. */
  long time() {
    return time;
  }

  boolean wantsLocal() {
    return local == null;
  }

  /**
   * @param end the server's end of the connection; null if the line does not tell
   */
  void local(@Nullable SmtpEndpoint end) {
    local = end;
    if (end != null && server == null) {
      server = end.address() == null ? end.host() : end.address().address();
    }
  }

  /** The peer is the host that was connected to, not one that was tried before it. */
  boolean wantsPeer() {
    return !peer.isKnown() || !contact.isConnected();
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
    return contact.hasConnect() && !answers.turns().hasCommands();
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
   * The side that called asks for a handshake.
   *
   * @param isAnonymous whether by X-ANONYMOUSTLS, as servers do
   * @param due of how many answers the last one is that to this command
   */
  void startTls(boolean isAnonymous, long lineNumber, int due) {
    hop.startTls(isAnonymous);
    proof.startTls(lineNumber, due);
  }

  /** The side that called goes on: if it awaited TLS, there was a handshake that no line tells. */
  void goOn() {
    if (proof.awaitsTls()) {
      negotiated(null, 0);
    }
  }

  /**
   * A handshake succeeded.
   *
   * @param handshake null if the line does not say with which version
   */
  void negotiated(@Nullable SmtpTls handshake, long lineNumber) {
    if (proof.awaitsTls()) {
      hop.negotiated();
    }
    if (handshake == null) {
      proof.negotiatedUntold();
    } else {
      proof.negotiated(handshake, lineNumber);
    }
  }

  /**
   * A mail's content is sent.
   *
   * @param due of how many answers the last one is that to it
   */
  void content(int due) {
    answers.content(due);
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
    return answers.turns().command(isHello);
  }

  /**
   * The side that called says that it hands on a client's session.
   *
   * @param handover whose; null if it does not say
   * @param due of how many answers the last one is that to this command
   */
  void askToProxy(@Nullable SmtpHandover handover, int due) {
    answers.askToProxy(handover, due, accepted -> out.accept(this, accepted));
  }

  /**
   * A command is answered.
   *
   * @param code of three digits; 0 if the answer has none
   */
  void answered(int code) {
    answers.answered(code);
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

  /** What is known of it, to be joined with what other logs know. */
  SmtpPart part(HealthProbes probes) {
    // Receiving, number 0 is the connect itself: what is told begins with 1.
    SmtpSequence sequence = contact.sequence();
    boolean isStarted =
        contact.hasConnect()
            || (format == SmtpFormat.RECEIVE
                && sequence.first() != SmtpSequence.UNKNOWN
                && sequence.first() <= 1);
    SmtpHandover asked = answers.pending();
    answers.settle();
    SmtpTurns turns = answers.turns();
    SmtpSignIn known = signIn;
    int servers = hop.servers(known, proof.awaitsTls());
    boolean isInner = hop.isInner(answers.proxied().count(turns.isStrict()));
    return new SmtpPart(
        observation(probes, isInner || SmtpHop.isProven(servers)),
        isStarted,
        contact.isDisconnected(),
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
            answers.proxied().awaitsAnswer(),
            proof.isSignInPending() || (known != null && known.isPending()),
            answers.mails().awaitsAnswer(),
            servers),
        SmtpHandedOn.of(asked == null ? null : innerClient(asked)));
  }

  /** One that it hands on. */
  InnerClient innerClient(SmtpHandover handover) {
    return new InnerClient(
        new InnerClient.Hop(format.source(), server, endpoint, sessionId),
        handover.client(),
        handover.time(),
        handover.line());
  }

  private Observation observation(HealthProbes probes, boolean isInner) {
    boolean isSend = format == SmtpFormat.SEND;
    SmtpSignIn known = signIn;
    String user = known == null ? null : known.user();
    long messages = answers.mails().count(answers.turns().isStrict());
    boolean hasProbes = hasProbeMail || probes.isProbeUser(user);
    Observation row =
        new Observation()
            .setTimes(contact.firstTime(), contact.lastTime())
            .set(ObservationColumn.SOURCE, format.source())
            .set(ObservationColumn.SERVER, server)
            .set(ObservationColumn.DIRECTION, isSend ? Direction.OUTBOUND : Direction.INBOUND)
            .set(ObservationColumn.PROTOCOL, Protocol.SMTP)
            .set(ObservationColumn.CLIENT_NAME, name.get())
            .set(ObservationColumn.USER_NAME, user)
            .set(ObservationColumn.ENDPOINT, endpoint)
            .set(ObservationColumn.TLS_HOP, isInner ? TlsHop.PROXY : TlsHop.CLIENT)
            .set(ObservationColumn.INNER, (Boolean) isInner)
            .set(ObservationColumn.MESSAGES, (Long) messages)
            .set(
                ObservationColumn.USED, (Long) (messages + (known == null ? 0 : known.successes())))
            .set(ObservationColumn.REQUESTS, (Long) 1L)
            .set(ObservationColumn.SESSION_ID, sessionId)
            .set(ObservationColumn.SOURCE_LINE, (Long) proof.line(firstLine))
            .set(ObservationColumn.IS_PROBE, (Boolean) (hasProbes && !hasOtherMail));
    SmtpEndpoint end = local;
    if (end != null) {
      row.set(ObservationColumn.SERVER_PORT, end.port());
      if (end.address() != null) {
        row.set(ObservationColumn.SERVER_IP, end.address().address());
      }
    }
    peer.fill(row);
    if (contact.isConnected()) {
      proof.fill(row);
    }
    return row;
  }
}
