package org.tlssunset.synthetic.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.HttpCall;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** Health checks: their mark tells, whoever makes them; some speak old versions. */
final class ProbeStories {

  private static final HttpCall OWA = new HttpCall("GET", "/owa/auth/logon.aspx", "-", "owa");
  private static final HttpCall EWS = new HttpCall("POST", "/EWS/Exchange.asmx", "-", "ews");
  private static final HttpCall HEALTH = new HttpCall("GET", "/owa/healthcheck.htm", "-", "owa");

  private static final String BROWSER = "Mozilla/5.0+(Windows+NT+10.0)";
  private static final String PROBE = "AMProbe/Local/ClientAccess";
  private static final String HEALTH_MAILBOX = "HealthMailbox7c1d@corp.example";

  private final Scene scene;
  private final ExchangeServer server;

  ProbeStories(Scene scene) {
    this.scene = scene;
    server = scene.servers().first();
  }

  void tell() {
    List<String> peers =
        List.of(
            "127.0.0.1",
            server.address(),
            Proxy.MUTE.address(),
            Proxy.LAYER_4.address(),
            "10.20.9.9");
    for (String peer : peers) {
      for (Tls tls : List.of(Tls.TLS10, Tls.TLS12)) {
        probe(PartyStory.PROBE_BY_AGENT, EWS, null, PROBE, peer, tls);
        probe(PartyStory.PROBE_BY_AGENT, OWA, null, "KEMP+LoadMaster/7.2", peer, tls);
        probe(PartyStory.PROBE_BY_USER, EWS, HEALTH_MAILBOX, BROWSER, peer, tls);
        probe(PartyStory.PROBE_BY_PATH, HEALTH, null, BROWSER, peer, tls);
      }
      mail(peer);
    }
    for (int i = 0; i < 5; i++) {
      String list = scene.spelling().list(scene.cast().inside().address());
      WebRequest request =
          new WebRequest(
              443,
              EWS,
              HEALTH_MAILBOX,
              PROBE,
              Proxy.FORWARDING.address(),
              Tls.TLS12,
              Claims.list(list));
      scene.visits(server, request, RowTruth.ofHiddenProbe(PartyStory.PROBE_THROUGH_PROXY));
    }
  }

  private void probe(
      PartyStory story, HttpCall call, @Nullable String user, String agent, String peer, Tls tls) {
    WebRequest request = new WebRequest(443, call, user, agent, peer, tls, Claims.NONE);
    scene.visits(server, request, RowTruth.ofProbe(story, peer, tls));
  }

  private void mail(String peer) {
    long time = scene.at(scene.anyDay());
    MailTalk.Hosts hosts = new MailTalk.Hosts("probe", peer, server.fqdn());
    SmtpDialogue dialogue =
        scene
            .talk()
            .opening(false, hosts, time, "STARTTLS", Tls.TLS10)
            .mail(HEALTH_MAILBOX, HEALTH_MAILBOX, scene.dice().bits())
            .quit();
    scene.receive(
        server,
        server.address(),
        peer + ":" + scene.port(),
        time,
        dialogue,
        RowTruth.ofProbe(PartyStory.PROBE_BY_MAIL, peer, Tls.TLS10));
  }
}
