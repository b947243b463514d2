package org.tlssunset.synthetic.party;

import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** What comes through a balancer that passes TLS on, and through a mail gateway. */
final class BalancerStories {

  private static final int MANY = 8;

  private final Scene scene;
  private final ExchangeServer server;

  BalancerStories(Scene scene) {
    this.scene = scene;
    server = scene.servers().first();
  }

  void tell() {
    for (Caller caller : scene.some(MANY, true)) {
      scene.visits(
          server,
          scene.through(Proxy.LAYER_4, caller.encrypted(), caller, Claims.NONE),
          passedOn(PartyStory.LAYER_4_WEB, caller));
      RowTruth truth = passedOn(PartyStory.LAYER_4_MAIL, caller);
      receive(Proxy.LAYER_4, caller, caller.encrypted(), truth);
      truth = RowTruth.ofProxy(PartyStory.MAIL_GATEWAY, caller, Proxy.GATEWAY);
      receive(Proxy.GATEWAY, caller, Tls.TLS12, truth);
      smartHost();
      browsing();
    }
  }

  private static RowTruth passedOn(PartyStory story, Caller caller) {
    return RowTruth.ofClient(story, caller).through(Proxy.LAYER_4).hidingAddress();
  }

  private void receive(Proxy proxy, Caller caller, Tls tls, RowTruth truth) {
    long time = scene.at(scene.anyDay());
    String peer = proxy.address();
    MailTalk.Hosts hosts = new MailTalk.Hosts(caller.name(), peer, server.fqdn());
    SmtpDialogue dialogue = scene.talk().opening(false, hosts, time, "STARTTLS", tls);
    scene.talk().mails(dialogue, caller.name(), 1).quit();
    scene.receive(server, peer, time, dialogue, truth);
  }

  private void smartHost() {
    long time = scene.at(scene.anyDay());
    MailTalk.Hosts hosts = new MailTalk.Hosts(server.fqdn(), server.address(), "gw.corp.example");
    SmtpDialogue dialogue = scene.talk().opening(true, hosts, time, "STARTTLS", Tls.TLS12);
    scene.talk().mails(dialogue, "corp.example", 1).quit();
    RowTruth truth = RowTruth.ofSmartHost(PartyStory.SMART_HOST);
    scene.send(server, "To smart host", Proxy.GATEWAY.address(), time, dialogue, truth);
  }

  /** The gateway's host on a protocol for which it is not listed. */
  private void browsing() {
    Caller any = scene.cast().at(Proxy.GATEWAY.address());
    Caller browser =
        new Caller(any.name(), any.address(), any.user(), HttpProgram.BROWSER, any.tls());
    RowTruth truth = RowTruth.ofClient(PartyStory.MAIL_GATEWAY_BROWSING, browser);
    scene.visits(server, scene.request(browser), truth);
  }
}
