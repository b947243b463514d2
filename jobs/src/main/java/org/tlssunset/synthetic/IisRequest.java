package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * A request, as a web server has it before it logs it.
 *
 * @param user null if nobody signed in
 * @param peer the caller's address as it is logged
 * @param peerIp the same in canonical form
 * @param tls null if it came in clear
 * @param forwarded the list of addresses that proxies forwarded, as it is logged; null if none did
 * @param forwardedIps the same in canonical form: {@code 192.0.2.7, unknown}
 * @param isProbe whether its path is a health check's, whatever else is logged of it
 * @param id the id that the front end gave it
 */
record IisRequest(
    HttpCall call,
    int port,
    @Nullable String user,
    String userAgent,
    String peer,
    String peerIp,
    @Nullable Tls tls,
    @Nullable String forwarded,
    @Nullable String forwardedIps,
    boolean isProbe,
    int status,
    long id) {

  /** The same request with one address as the list that proxies forwarded. */
  IisRequest forwarding(String address) {
    return new IisRequest(
        call, port, user, userAgent, peer, peerIp, tls, address, address, isProbe, status, id);
  }

  /** The same request as the back end sees it, called by the front end of the same server. */
  IisRequest proxied(MailServer server) {
    String list = forwarded == null ? peer : forwarded + ",+" + peer;
    return new IisRequest(
        call,
        444,
        user,
        userAgent,
        server.loopSide(),
        server.loopSideIp(),
        Tls.TLS12,
        list,
        forwardedIps == null ? peerIp : forwardedIps + ", " + peerIp,
        isProbe,
        status,
        id);
  }
}
