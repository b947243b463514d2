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

  /** What monitors from elsewhere: its program alone tells. */
  private static final IisRequest MONITORING =
      new IisRequest(
          new HttpCall("GET", "//owa/auth.owa", "-", "owa"),
          443,
          null,
          "Mozilla/4.0+(compatible;+MSIE+9.0;+MSEXCHMON;+ACTIVEMONITORING;+OWACTP)",
          "10.0.9.5",
          "10.0.9.5",
          Tls.TLS10,
          null,
          null,
          false,
          200,
          0);

  private final boolean isNasty;
  private final boolean isProxyOld;
  private final MailServer server;
  private final IisLog frontEnd;
  private final IisLog backEnd;

  WebTraffic(ArchiveShape shape, MailServer server, Shelf shelf, Tally tally, Dice dice) {
    isNasty = shape.nasty();
    isProxyOld = shape.intermediaries();
    this.server = server;
    frontEnd = new IisLog(shape, server, false, shelf, tally, dice.split(1));
    backEnd = new IisLog(shape, server, true, shelf, tally, dice.split(2));
  }

  private static IisRequest healthCheck(
      String stem, String protocol, @Nullable String user, String userAgent, String peer) {
    HttpCall call = new HttpCall("GET", stem, "-", protocol);
    return new IisRequest(
        call,
        443,
        user,
        userAgent,
        peer,
        peer,
        Tls.TLS12,
        null,
        null,
        stem.endsWith("/healthcheck.htm"),
        200,
        0);
  }

  /**
   * A client's request.
   *
   * @param day of the archive, from 0
   * @param second of that day
   */
  void request(Client client, HttpProgram program, int day, int second, Dice dice)
      throws IOException {
    Tls tls = client.story().handshake(client, day, dice);
    IisRequest request =
        client.proxy() == null
            ? direct(client, program, isNasty ? odd(tls, dice) : tls, dice)
            : forwarded(client, client.proxy(), program, dice);
    if (client.kind() == ClientKind.STRANGER) {
      request = request.forwarding(dice.oneIn(2) ? "127.0.0.1" : server.address());
    }
    frontEnd.request(request, day, second);
    if (tls != null) {
      backEnd.request(request.proxied(server), day, second);
    }
  }

  private static IisRequest direct(
      Client client, HttpProgram program, @Nullable Tls tls, Dice dice) {
    return new IisRequest(
        dice.oneOf(program.calls()),
        tls == null ? 80 : 443,
        client.user(),
        program.userAgent(),
        client.spelling(),
        client.address(),
        tls,
        null,
        null,
        false,
        tls == null ? 404 : 200,
        dice.bits());
  }

  /** A request through a proxy, whose own TLS is what it is whatever the client's is. */
  private IisRequest forwarded(Client client, String proxy, HttpProgram program, Dice dice) {
    String list = client.spelling();
    String listed = client.address();
    if (isNasty) {
      switch (dice.below(8)) {
        case 0 -> list = SmtpRoute.endpoint(list, 1024 + dice.below(60_000));
        case 1 -> {
          list = "8.8.8.8,+" + list;
          listed = "8.8.8.8, " + listed;
        }
        case 2 -> {
          list = list + ",+10.0.9.4";
          listed = listed + ", 10.0.9.4";
        }
        case 3 -> {
          list = "unknown";
          listed = "unknown";
        }
        default -> {
          // The address alone.
        }
      }
    }
    HttpCall call = dice.oneOf(program.calls());
    return new IisRequest(
        call,
        443,
        client.user(),
        program.userAgent(),
        proxy,
        proxy,
        isProxyOld && call.protocol().equals("activesync") ? Tls.TLS10 : Tls.TLS12,
        list,
        listed,
        false,
        200,
        dice.bits());
  }

  /** The same, or as it is seldom logged. */
  private static @Nullable Tls odd(@Nullable Tls tls, Dice dice) {
    if (tls == Tls.TLS12_GCM && dice.oneIn(5)) {
      return dice.oneIn(2) ? Tls.TLS12_GCM_RESAVED : Tls.TLS12_GCM_AS_TEXT;
    }
    if (tls == Tls.TLS10 && dice.oneIn(10)) {
      return Tls.TLS10_AS_TEXT;
    }
    return tls == Tls.TLS13 && dice.oneIn(10) ? Tls.CODE_4000 : tls;
  }

  /** A health check, of the load balancer or of the server itself. */
  void probe(int day, int second, Dice dice) throws IOException {
    IisRequest probe =
        switch (dice.below(6)) {
          case 0 -> MONITORING;
          case 1 -> own();
          default -> dice.oneOf(HEALTH_CHECKS);
        };
    frontEnd.request(probe, day, second);
  }

  /** The server calls itself by its own address, in another spelling where it can. */
  private IisRequest own() {
    return new IisRequest(
        new HttpCall("POST", "/mapi/emsmdb/", "-", "mapi-http"),
        443,
        null,
        "MapiHttpClient",
        isNasty ? "::ffff:" + server.address() : server.address(),
        server.address(),
        Tls.TLS10,
        null,
        null,
        false,
        401,
        0);
  }

  void close() throws IOException {
    frontEnd.close();
    backEnd.close();
  }
}
