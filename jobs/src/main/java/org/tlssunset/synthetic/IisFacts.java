package org.tlssunset.synthetic;

import org.jspecify.annotations.Nullable;

/**
 * What requests of one hour, file and server must have in common to be one row.
 *
 * @param site the folder tells it, too
 * @param tls tells the TLS parameters apart, as far as the columns tell them
 */
record IisFacts(
    String site,
    Truth.Key key,
    String peerIp,
    @Nullable String user,
    @Nullable String userAgent,
    @Nullable String tls) {

  /**
   * What a log with these columns tells of a request.
   *
   * @param site the site's name
   */
  static IisFacts of(IisRequest request, IisLayout layout, MailServer server, String site) {
    boolean forwarded = layout.has(IisColumn.FORWARDED_FOR) && request.forwarded() != null;
    String client =
        forwarded && request.forwardedIp() != null ? request.forwardedIp() : request.peerIp();
    boolean isBackEnd = site.equals("W3SVC2");
    boolean isOwn =
        layout.has(IisColumn.SERVER_IP)
            && !(forwarded && request.forwardedIp() != null)
            && request.peerIp().equals(server.address());
    boolean isMonitoring =
        layout.has(IisColumn.USER_AGENT) && request.userAgent().contains("MSEXCHMON");
    Tls tls = layout.has(IisColumn.CRYPT_PROTOCOL) ? request.tls() : null;
    boolean isKnownClear =
        layout.has(IisColumn.CRYPT_PROTOCOL)
            && request.tls() == null
            && layout.has(IisColumn.PORT)
            && request.port() == 80;
    Truth.Key key =
        new Truth.Key(
            "iis",
            request.call().protocol(),
            "inbound",
            client,
            tls == null ? null : tls.version(),
            tls == null ? null : tls.version(),
            tls != null ? "negotiated" : isKnownClear ? "cleartext" : "not-logged",
            forwarded || isBackEnd || isOwn ? "proxy" : "client",
            request.isProbe() || isOwn || isMonitoring);
    return new IisFacts(
        site,
        key,
        request.peerIp(),
        layout.has(IisColumn.USER) ? request.user() : null,
        layout.has(IisColumn.USER_AGENT) ? request.userAgent() : null,
        tls == null ? null : layout.has(IisColumn.CRYPT_CIPHER) ? tls.facts() : tls.version());
  }
}
