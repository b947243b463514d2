package org.tlssunset.synthetic.party;

import java.util.List;
import org.tlssunset.synthetic.HttpProgram;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** Clients that call by themselves. */
final class ClientStories {

  private static final int MANY = 6;

  private final Scene scene;
  private final ExchangeServer server;

  ClientStories(Scene scene) {
    this.scene = scene;
    server = scene.servers().first();
  }

  void tell() {
    for (Caller caller : scene.some(MANY, scene.dice().oneIn(2))) {
      visits(PartyStory.DIRECT, caller);
      mail(PartyStory.DIRECT, caller);
      Caller clear = caller.using(null);
      visits(PartyStory.IN_CLEAR, clear);
      mail(PartyStory.IN_CLEAR, clear);
    }
    for (Caller caller : scene.some(MANY, false)) {
      RowTruth truth = RowTruth.ofClient(PartyStory.TLS_NOT_LOGGED, caller).hidingTls();
      scene.visits(scene.servers().old(), scene.request(caller), truth);
    }
    manyOnOneAddress();
    privacyAddresses();
    masked();
    scanners();
    partners();
    changedAddresses();
  }

  private void visits(PartyStory story, Caller caller) {
    scene.visits(server, scene.request(caller), RowTruth.ofClient(story, caller));
  }

  private void mail(PartyStory story, Caller caller) {
    long time = scene.at(scene.anyDay());
    scene.receive(
        server, caller.address(), time, mail(caller, time), RowTruth.ofClient(story, caller));
  }

  private SmtpDialogue mail(Caller caller, long time) {
    MailTalk talk = scene.talk();
    MailTalk.Hosts hosts = new MailTalk.Hosts(caller.name(), caller.address(), server.fqdn());
    SmtpDialogue dialogue = talk.opening(false, hosts, time, "STARTTLS", caller.tls());
    return talk.mails(dialogue, caller.name(), 1 + scene.dice().below(2)).quit();
  }

  private void manyOnOneAddress() {
    String terminal = scene.cast().inside().address();
    String nat = scene.cast().outside().address();
    for (int i = 0; i < MANY; i++) {
      visits(PartyStory.SHARED_MACHINE, scene.cast().at(terminal));
      visits(PartyStory.BEHIND_NAT, scene.cast().at(nat));
    }
    Caller exchange = scene.cast().at(nat);
    mail(PartyStory.SERVER_BEHIND_NAT, exchange);
    mail(PartyStory.SERVER_BEHIND_NAT, exchange);
  }

  private void privacyAddresses() {
    for (Caller caller : scene.some(2, false)) {
      String network = scene.cast().network();
      for (int i = 0; i < 3; i++) {
        int part = 0x1000 + scene.dice().below(0xe000);
        String address = "%s:%x:%x:%x:%x".formatted(network, part, part + 7, part + 31, part + 1);
        visits(PartyStory.PRIVACY_ADDRESSES, caller.at(address));
      }
    }
  }

  private void masked() {
    for (Caller caller : scene.some(MANY, false)) {
      String masked = caller.address().replaceFirst("\\d+$", "x");
      RowTruth truth = RowTruth.ofClient(PartyStory.MASKED, caller).hidingAddress();
      scene.visits(server, WebRequest.of(caller, masked, scene.dice()), truth);
      long time = scene.at(scene.anyDay());
      String remote = masked + ":" + scene.port();
      scene.receive(server, server.address(), remote, time, mail(caller, time), truth);
    }
  }

  /** They call each address of each server: so each stands in its logs. */
  private void scanners() {
    for (ExchangeServer any : scene.servers().all()) {
      boolean isFormer = any.equals(scene.servers().former());
      for (String local : any.addresses()) {
        Caller caller = scene.cast().outside();
        RowTruth truth = RowTruth.ofClient(PartyStory.SCANNER, caller.using(null));
        for (int day = 0; day < (isFormer ? 1 : Organisation.DAYS); day++) {
          long time = isFormer ? scene.formerly() : scene.at(day);
          String remote = scene.spelling().endpoint(caller.address(), scene.port());
          SmtpDialogue dialogue =
              scene
                  .talk()
                  .opening(false, new MailTalk.Hosts("scan", caller.address(), any.fqdn()), time)
                  .end("Remote(SocketError)");
          scene.receive(any, local, remote, time, dialogue, truth);
        }
      }
    }
    Caller crawler = crawler();
    scene.visits(
        server, scene.request(crawler).anonymous(), RowTruth.ofClient(PartyStory.SCANNER, crawler));
  }

  private Caller crawler() {
    Caller any = scene.cast().outside();
    return new Caller(
        any.name(),
        any.address(),
        any.user(),
        HttpProgram.CRAWLER.version(scene.dice()),
        any.tls());
  }

  private void partners() {
    for (Caller partner : scene.some(MANY, true)) {
      long time = scene.at(scene.anyDay());
      MailTalk.Hosts hosts = new MailTalk.Hosts(server.fqdn(), server.address(), partner.name());
      SmtpDialogue dialogue = scene.talk().opening(true, hosts, time, "STARTTLS", partner.tls());
      scene.send(
          server,
          "To Internet",
          partner.address(),
          time,
          scene.talk().mails(dialogue, "corp.example", 1).quit(),
          RowTruth.ofClient(PartyStory.PARTNER_CALLED, partner));
    }
  }

  /** Addresses that were, or will be, somebody else's. */
  private void changedAddresses() {
    Servers servers = scene.servers();
    for (Caller caller :
        List.of(scene.cast().at(Servers.FORMER), scene.cast().at(Servers.FORMER))) {
      visits(PartyStory.ADDRESS_OF_FORMER_SERVER, caller);
      mail(PartyStory.ADDRESS_OF_FORMER_SERVER, caller);
    }
    for (Caller caller : List.of(scene.cast().at(Servers.OLD), scene.cast().at(Servers.OLD))) {
      RowTruth truth = RowTruth.ofClient(PartyStory.ADDRESS_OF_LATER_SERVER, caller);
      scene.visit(servers.former(), scene.formerly(), scene.request(caller), truth);
      long time = scene.formerly();
      scene.receive(servers.former(), caller.address(), time, mail(caller, time), truth);
    }
    for (int day = 0; day < Organisation.DAYS; day++) {
      boolean isChanged = day >= Organisation.PROXIES_CHANGE;
      if (isChanged) {
        visitAt(Proxy.FORMER.address(), PartyStory.ADDRESS_OF_FORMER_PROXY, day);
        visitThrough(Proxy.LATER, PartyStory.SINCE_PROXY_CAME, day);
      } else {
        visitThrough(Proxy.FORMER, PartyStory.UNTIL_PROXY_WENT, day);
        visitAt(Proxy.LATER.address(), PartyStory.ADDRESS_OF_LATER_PROXY, day);
      }
    }
  }

  private void visitAt(String address, PartyStory story, int day) {
    Caller caller = scene.cast().at(address);
    RowTruth truth = RowTruth.ofClient(story, caller);
    scene.visit(server, scene.at(day), scene.request(caller), truth);
  }

  private void visitThrough(Proxy proxy, PartyStory story, int day) {
    Caller caller = scene.cast().outside();
    WebRequest request = scene.through(proxy, Tls.TLS12, caller, Claims.NONE);
    scene.visit(server, scene.at(day), request, RowTruth.ofProxy(story, caller, proxy));
  }
}
