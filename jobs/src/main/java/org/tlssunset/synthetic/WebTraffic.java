package org.tlssunset.synthetic;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that one server answers, and the two logs that tell of them. */
final class WebTraffic {

  private static final List<IisRequest> HEALTH_CHECKS =
      List.of(
          healthCheck("/owa/healthcheck.htm", "owa", null, "KEMP+LoadMaster/7.2", "10.0.9.2"),
          healthCheck("/mapi/healthcheck.htm", "mapi-http", null, "Mozilla/5.0", "10.0.9.3"),
          healthCheck(
              "/EWS/Exchange.asmx",
              "ews",
              "HealthMailbox7c1d@contoso.com",
              "AMProbe/Local/ClientAccess",
              "127.0.0.1"),
          healthCheck(
              "/rpc/rpcproxy.dll",
              "outlook-anywhere",
              null,
              "MSExchangeActiveMonitoring/15",
              "::1"));

  private final MailServer server;
  private final IisLog frontEnd;
  private final IisLog backEnd;

  WebTraffic(ArchiveShape shape, MailServer server, Shelf shelf, Tally tally, Dice dice) {
    this.server = server;
    frontEnd = new IisLog(shape, server, "W3SVC1", shelf, tally, dice.split(1));
    backEnd = new IisLog(shape, server, "W3SVC2", shelf, tally, dice.split(2));
  }

  private static IisRequest healthCheck(
      String stem, String protocol, @Nullable String user, String userAgent, String peer) {
    HttpCall call = new HttpCall("GET", stem, "-", protocol);
    return new IisRequest(
        call, 443, user, userAgent, peer, peer, Tls.TLS12, null, null, true, 200, 0);
  }

  /**
   * A client's request.
   *
   * @param day of the archive, from 0
   * @param second of that day
   */
  void request(Client client, HttpProgram program, int day, int second, Dice dice)
      throws IOException {
    HttpCall call = dice.oneOf(program.calls());
    Tls tls = client.story().handshake(client, day, dice);
    String proxy = client.proxy();
    IisRequest request =
        new IisRequest(
            call,
            tls == null ? 80 : 443,
            client.user(),
            program.userAgent(),
            proxy == null ? client.spelling() : proxy,
            proxy == null ? client.address() : proxy,
            proxy == null ? tls : Tls.TLS12,
            proxy == null ? null : client.spelling(),
            proxy == null ? null : client.address(),
            false,
            tls == null ? 404 : 200,
            dice.bits());
    frontEnd.request(request, day, second);
    if (tls != null) {
      backEnd.request(request.proxied(server), day, second);
    }
  }

  /** A health check, of the load balancer or of the server itself. */
  void probe(int day, int second, Dice dice) throws IOException {
    frontEnd.request(dice.oneOf(HEALTH_CHECKS), day, second);
  }

  void close() throws IOException {
    frontEnd.close();
    backEnd.close();
  }
}
