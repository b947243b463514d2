package org.tlssunset.logs.smtp;

import java.util.Arrays;

/** What tells sessions of one log apart: the connector's and the session's id, as bytes. */
final class SmtpKey {

  private final byte[] bytes;
  private final int connectorLength;
  private final long hash;

  /**
   * @param hash of both, as {@link SmtpSessions#hash} has it
   */
  SmtpKey(byte[] buffer, int from, int to, int sessionFrom, int sessionTo, long hash) {
    connectorLength = to - from;
    bytes = Arrays.copyOfRange(buffer, from, to + sessionTo - sessionFrom);
    System.arraycopy(buffer, sessionFrom, bytes, connectorLength, sessionTo - sessionFrom);
    this.hash = hash;
  }

  long hash() {
    return hash;
  }

  /** Whether a line's connector and session id are these. */
  boolean is(byte[] buffer, int from, int to, int sessionFrom, int sessionTo) {
    int length = to - from;
    return length == connectorLength
        && bytes.length == length + sessionTo - sessionFrom
        && Arrays.equals(bytes, length, bytes.length, buffer, sessionFrom, sessionTo)
        && Arrays.equals(bytes, 0, length, buffer, from, to);
  }
}
