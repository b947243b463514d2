package org.tlssunset.synthetic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What requests of one hour, file and server must have in common to be one row.
 *
 * @param site the folder tells it, too
 * @param port null if the log does not tell it
 * @param forwarded the list that proxies forwarded, in canonical form; null if there is none
 * @param tls tells the TLS parameters apart, as far as the columns tell them
 */
record IisFacts(
    String site,
    @Nullable Integer port,
    Truth.Key key,
    Caller caller,
    @Nullable String forwarded,
    @Nullable String tls) {

  /** Who made the requests, as far as the columns tell it. */
  record Caller(String peerIp, @Nullable String user, @Nullable String userAgent) {

    boolean isMonitoring() {
      return (user != null && user.startsWith("HealthMailbox"))
          || (userAgent != null && MONITORS.stream().anyMatch(userAgent::contains));
    }
  }

  private static final List<String> MONITORS =
      List.of("MSEXCHMON", "AMProbe", "MSExchangeActiveMonitoring");

  /**
   * What a log with these columns tells of a request.
   *
   * @param site the site's name
   */
  static IisFacts of(IisRequest request, IisLayout layout, String site) {
    Caller caller =
        new Caller(
            request.peerIp(),
            layout.has(IisColumn.USER) ? request.user() : null,
            layout.has(IisColumn.USER_AGENT) ? request.userAgent() : null);
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
            request.peerIp(),
            tls == null ? null : tls.version(),
            tls == null ? null : tls.version(),
            tls != null ? "negotiated" : isKnownClear ? "cleartext" : "not-logged",
            "client",
            request.isProbe() || caller.isMonitoring());
    return new IisFacts(
        site,
        layout.has(IisColumn.PORT) ? (Integer) request.port() : null,
        key,
        caller,
        layout.has(IisColumn.FORWARDED_FOR) ? request.forwardedIps() : null,
        tls == null ? null : layout.has(IisColumn.CRYPT_CIPHER) ? tls.facts() : tls.version());
  }

  /** Who was at the other end of a server's log. */
  Truth.Caller truth(String server) {
    String agent = caller.userAgent() == null ? null : caller.userAgent().replace('+', ' ');
    return new Truth.Caller(server, caller.peerIp(), null, caller.user(), agent, forwarded);
  }

  /** The same with another list. */
  IisFacts withForwarded(String list) {
    return new IisFacts(site, port, key, caller, list, tls);
  }
}
