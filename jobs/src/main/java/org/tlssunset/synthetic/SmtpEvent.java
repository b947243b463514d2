package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * A line of an SMTP session.
 *
 * @param kind as logged: connect {@code +}, disconnect {@code -}, sent, received, information
 * @param tls what is negotiated here; null in any other line
 * @param pause how long after the line before it, in milliseconds
 */
public record SmtpEvent(
    char kind, String data, String context, Proof proof, @Nullable Tls tls, int pause) {

  /** Whether the session is misunderstood if this line is missing. */
  boolean isFragile() {
    return proof == Proof.PROXY || proof == Proof.TLS_DEMANDED || proof == Proof.SIGN_IN_REFUSED;
  }

  /** What a line proves. */
  public enum Proof {
    NOTHING,
    /** TLS is asked for; what comes of it is still to come. */
    STARTTLS,
    /** A handshake succeeded. */
    HANDSHAKE,
    /** A handshake succeeded, but the line is cut before it says the version. */
    HANDSHAKE_UNTOLD,
    /** A handshake failed. */
    FAILURE,
    /** Mail or a sign-in begins: in clear, if there was no handshake before. */
    MAIL_OR_SIGN_IN,
    /** The mail or sign-in that was begun is refused without TLS. */
    TLS_DEMANDED,
    /** The sign-in that was begun is refused before anything was said of who it is. */
    SIGN_IN_REFUSED,
    /** The session is the front end's, for a client. */
    PROXY
  }
}
