package org.tlssunset.synthetic.party;

import java.util.Map;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.Tls;

/** Clients that come to web services through listed proxies. */
final class ProxyStories {

  private static final int MANY = 8;

  /** What proxies call the versions. */
  private static final Map<String, String> NAMES =
      Map.of(
          "SSL 3.0", "SSLv3",
          "TLS 1.0", "TLSv1",
          "TLS 1.1", "TLSv1.1",
          "TLS 1.2", "TLSv1.2",
          "TLS 1.3", "TLSv1.3");

  private static final String CIPHER = "ECDHE-RSA-AES256-SHA";

  private final Scene scene;
  private final Dice dice;
  private final ExchangeServer server;

  ProxyStories(Scene scene) {
    this.scene = scene;
    dice = scene.dice();
    server = scene.servers().first();
  }

  void tell() {
    for (Caller caller : scene.some(MANY, true)) {
      hidden(PartyStory.HIDDEN_BY_PROXY, Proxy.MUTE, caller, Claims.NONE);
      shown(PartyStory.FORWARDED, Proxy.FORWARDING, caller, list(caller.address()));
      shown(PartyStory.FORWARDED_BY_OLD_PROXY, Proxy.OLD, caller, list(caller.address()));
      told(caller);
      twoFields(caller);
      chains(caller);
      forged(caller);
      unreadable(caller);
      preserved(caller);
    }
    Caller own = scene.cast().at(scene.servers().second().address());
    hidden(PartyStory.SERVER_THROUGH_PROXY, Proxy.FORWARDING, own, list(own.address()));
  }

  private Claims list(String... entries) {
    return Claims.list(scene.spelling().list(entries));
  }

  /** The logs do not tell who it is. */
  private void hidden(PartyStory story, Proxy proxy, Caller caller, Claims claims) {
    visits(proxy, caller, claims, RowTruth.ofProxy(story, caller, proxy));
  }

  /** The logs tell its address. */
  private void shown(PartyStory story, Proxy proxy, Caller caller, Claims claims) {
    visits(proxy, caller, claims, RowTruth.ofProxy(story, caller, proxy).showingAddress());
  }

  private void visits(Proxy proxy, Caller caller, Claims claims, RowTruth truth) {
    Tls tls = proxy == Proxy.OLD ? Tls.TLS10 : dice.oneIn(2) ? Tls.TLS12 : Tls.TLS13;
    scene.visits(server, scene.through(proxy, tls, caller, claims), truth);
  }

  /** By the proxy that tells its client's TLS, too; sometimes it does not know. */
  private void told(Caller caller) {
    PartyStory story = PartyStory.FORWARDED_WITH_TLS;
    Claims claims = list(caller.address());
    Tls tls = caller.encrypted();
    String name = dice.oneIn(2) ? NAMES.get(tls.version()) : tls.codes().get(0);
    RowTruth truth = RowTruth.ofProxy(story, caller, Proxy.TELLING).showingAddress().showingTls();
    visits(Proxy.TELLING, caller, claims.withTls(name, CIPHER), truth);
    shown(PartyStory.FORWARDED_WITHOUT_TLS, Proxy.TELLING, caller, claims);
  }

  private void twoFields(Caller caller) {
    Claims claims = list(caller.address());
    Claims agreeing = claims.withRealIp(scene.spelling().alone(caller.address()));
    shown(PartyStory.FORWARDED_IN_TWO_FIELDS, Proxy.TWO_FIELDS, caller, agreeing);
    Claims disagreeing = claims.withRealIp(stranger());
    hidden(PartyStory.FORWARDED_DISAGREEING, Proxy.TWO_FIELDS, caller, disagreeing);
    Claims other = list(stranger()).withRealIp(scene.spelling().alone(caller.address()));
    shown(PartyStory.FORWARDED_IN_FIELD_OF_ITS_OWN, Proxy.REAL_IP, caller, other);
  }

  /** An address that is nobody's here. */
  private String stranger() {
    return "192.0.2." + (1 + dice.below(250));
  }

  /** Over two proxies; what the second tells of TLS is the first one's. */
  private void chains(Caller caller) {
    Claims edge = list(caller.address(), Proxy.EDGE.address());
    shown(PartyStory.CHAIN, Proxy.FORWARDING, caller, edge);
    Claims told = edge.withTls("TLSv1.3", CIPHER);
    shown(PartyStory.CHAIN_WITH_TLS, Proxy.TELLING, caller, told);
    Claims server = list(caller.address(), scene.servers().second().address());
    shown(PartyStory.CHAIN_OVER_SERVER, Proxy.FORWARDING, caller, server);
  }

  /** What the client forges stands to the left of what the proxy appends, or in other fields. */
  private void forged(Caller caller) {
    String address = caller.address();
    Claims lie = list(ForgeryStories.lie(scene), address);
    shown(PartyStory.FORGED_BEHIND_PROXY, Proxy.FORWARDING, caller, lie);
    Claims other = list("unknown", address).withRealIp(stranger());
    shown(PartyStory.FORGED_BEHIND_PROXY, Proxy.FORWARDING, caller, other);
    Claims tls = list(address).withTls("TLSv1.3", CIPHER);
    shown(PartyStory.FORGED_TLS_BEHIND_PROXY, Proxy.FORWARDING, caller, tls);
  }

  private void unreadable(Caller caller) {
    hidden(PartyStory.FORWARDED_NOTHING, Proxy.FORWARDING, caller, Claims.NONE);
    String last = dice.oneIn(2) ? "unknown" : dice.oneIn(2) ? "81.20.3.x" : "_hidden";
    Claims claims = dice.oneIn(2) ? list(last) : list(stranger(), last);
    hidden(PartyStory.FORWARDED_UNREADABLE, Proxy.FORWARDING, caller, claims);
  }

  /** The proxy's TLS, and the client's address. */
  private void preserved(Caller caller) {
    Claims claims = dice.oneIn(4) ? Claims.list(ForgeryStories.lie(scene)) : Claims.NONE;
    PartyStory story = PartyStory.PRESERVED_ADDRESS;
    scene.visits(
        scene.servers().second(),
        scene.request(caller.using(Tls.TLS12_GCM)).claiming(claims),
        RowTruth.ofProxy(story, caller, Proxy.PRESERVING).showingAddress());
  }
}
