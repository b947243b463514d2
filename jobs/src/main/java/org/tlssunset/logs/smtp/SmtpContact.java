package org.tlssunset.logs.smtp;

/**
 * How far a session's lines show that the two sides are connected, and which of its lines are here.
 *
 * <p>When sending, a session begins with attempts to connect, perhaps to several hosts in turn. The
 * contact begins where one of them succeeds: nothing of those before it is in the row.
 */
final class SmtpContact {

  private final SmtpSequence sequence = new SmtpSequence();
  private long firstTime;
  private long lastTime;
  private boolean hasLines;
  private boolean hasPlus;
  private boolean hasMinus;
  private boolean isConnected;
  private boolean hasTriedToConnect;
  private boolean hasFailedToConnect;

  /**
   * @param isConnected whether nobody has to connect first: the server was called
   */
  SmtpContact(boolean isConnected) {
    this.isConnected = isConnected;
  }

  /**
   * Another line of it.
   *
   * @param time microseconds since 1970
   * @param number its sequence number; negative if it has none
   * @param isConnect whether it tells that the two were connected
   * @return whether lines are missing before it
   */
  boolean line(long time, int number, boolean isConnect) {
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
    return sequence.add(number);
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

  /** The time of the earliest line, microseconds since 1970. */
  long firstTime() {
    return firstTime;
  }

  /** The time of the latest line, microseconds since 1970. */
  long lastTime() {
    return lastTime;
  }

  /** The numbers of its lines. */
  SmtpSequence sequence() {
    return sequence;
  }

  /** Whether no line is missing since the first one that is here. */
  boolean isComplete() {
    return sequence.isComplete();
  }

  /** Whether its first line, the connect, is here. */
  boolean hasConnect() {
    return hasPlus;
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
  boolean isNone() {
    return hasTriedToConnect && !isConnected;
  }

  boolean isConnected() {
    return isConnected;
  }
}
