package org.tlssunset.synthetic.party;

import java.util.List;
import org.tlssunset.synthetic.SmtpDialogue;

/** Strangers who call by themselves, and claim to be, or to call for, somebody else. */
final class ForgeryStories {

  private static final int MANY = 5;

  private final Scene scene;
  private final ExchangeServer server;

  ForgeryStories(Scene scene) {
    this.scene = scene;
    server = scene.servers().first();
  }

  /** Somebody whom it might be of use to be: a server, a probe, a proxy, another client. */
  static String lie(Scene scene) {
    return scene
        .dice()
        .oneOf(
            List.of(
                "10.0.0.11",
                "10.0.0.12",
                "127.0.0.1",
                "::1",
                Proxy.FORWARDING.address(),
                Proxy.MUTE.address(),
                Organisation.SERVER_OF_NETWORK,
                "10.20.0.12",
                "0.0.0.0"));
  }

  void tell() {
    for (Caller caller : scene.some(MANY, true)) {
      claim(PartyStory.FORGED_LIST, caller, Claims.list(lie(scene)));
      String list = scene.spelling().list(lie(scene), Proxy.FORWARDING.address());
      claim(PartyStory.FORGED_LIST, caller, Claims.list(list).withRealIp(lie(scene)));
      claim(PartyStory.FORGED_TLS, caller, Claims.NONE.withTls("TLSv1.3", "AES256"));
      mail(PartyStory.FORGED_NAME, caller, opening(caller, "ex02.corp.example"));
      mail(PartyStory.FORGED_HANDOVER, caller, handover(caller));
      mail(PartyStory.FORGED_SERVER_MARKS, caller, refusedServer(caller));
      mail(PartyStory.FORGED_SERVER_MARKS, caller, signedInWithoutAnonymousTls(caller));
    }
  }

  private void claim(PartyStory story, Caller caller, Claims claims) {
    scene.visits(server, scene.request(caller).claiming(claims), RowTruth.ofClient(story, caller));
  }

  private void mail(PartyStory story, Caller caller, SmtpDialogue dialogue) {
    scene.receive(
        server,
        caller.address(),
        scene.at(scene.anyDay()),
        scene.talk().mails(dialogue, caller.name(), 1).quit(),
        RowTruth.ofClient(story, caller));
  }

  private SmtpDialogue opening(Caller caller, String name) {
    return opening(caller, name, "STARTTLS");
  }

  private SmtpDialogue opening(Caller caller, String name, String command) {
    MailTalk.Hosts hosts = new MailTalk.Hosts(name, caller.address(), server.fqdn());
    return scene.talk().opening(false, hosts, scene.at(0), command, caller.tls());
  }

  /** A handover that the server does not accept. */
  private SmtpDialogue handover(Caller caller) {
    String command = scene.dice().oneIn(2) ? "XPROXY" : "XPROXYFROM";
    return opening(caller, "ex02.corp.example")
        .handOn(command, "08DE0123456789AB", "10.20.0.12", 4711, "pc.corp.example", false);
  }

  private SmtpDialogue refusedServer(Caller caller) {
    return opening(caller, caller.name(), "X-ANONYMOUSTLS")
        .command("X-EXPS EXCHANGEAUTH SHA256 ")
        .answer("535 5.7.3 Authentication unsuccessful");
  }

  /** A sign-in with X-EXPS alone, which any user of the domain may do. */
  private SmtpDialogue signedInWithoutAnonymousTls(Caller caller) {
    return opening(caller, caller.name())
        .command("X-EXPS NTLM ")
        .answer("235 <authentication response>");
  }
}
