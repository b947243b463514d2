package org.tlssunset.synthetic.party;

import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpCall;
import org.tlssunset.synthetic.Tls;

/**
 * A request as it reaches a web server.
 *
 * @param port of the server
 * @param user null if nobody signed in
 * @param peer from where it comes, as logged
 * @param tls of that connection; null if it is in clear
 */
public record WebRequest(
    int port,
    HttpCall call,
    @Nullable String user,
    String userAgent,
    String peer,
    @Nullable Tls tls,
    Claims claims) {

  /**
   * A client's own.
   *
   * @param peer its address as logged
   */
  public static WebRequest of(Caller caller, String peer, Dice dice) {
    return new WebRequest(
        caller.tls() == null ? 80 : 443,
        dice.oneOf(caller.program().calls()),
        caller.user(),
        caller.program().userAgent(),
        peer,
        caller.tls(),
        Claims.NONE);
  }

  WebRequest at(int other) {
    return new WebRequest(other, call, user, userAgent, peer, tls, claims);
  }

  /** The same, passed on over a connection of another. */
  public WebRequest through(String other, Tls otherTls, Claims with) {
    return new WebRequest(443, call, user, userAgent, other, otherTls, with);
  }

  WebRequest claiming(Claims other) {
    return new WebRequest(port, call, user, userAgent, peer, tls, other);
  }

  /** The same by nobody in particular, who is sent away. */
  public WebRequest anonymous() {
    return new WebRequest(port, call, null, userAgent, peer, tls, claims);
  }
}
