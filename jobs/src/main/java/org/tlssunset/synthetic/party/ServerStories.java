package org.tlssunset.synthetic.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpCall;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;

/** Own servers that call each other, or themselves. */
final class ServerStories {

  private static final String BETWEEN = "Intra-Organization SMTP Send Connector";

  private final Scene scene;
  private final Dice dice;
  private final ExchangeServer first;
  private final ExchangeServer second;

  ServerStories(Scene scene) {
    this.scene = scene;
    dice = scene.dice();
    first = scene.servers().first();
    second = scene.servers().second();
  }

  void tell() {
    for (int day = 0; day < Organisation.DAYS; day++) {
      marked(first, second, scene.at(day));
      marked(second, first, scene.at(day));
      marked(scene.servers().old(), first, scene.at(day));
      unmarked(second, first, scene.at(day));
      unmarked(first, second, scene.at(day));
      mail("EX01", PartyStory.BETWEEN_SERVERS_UNMARKED, Servers.FIRST_IPV6, second, day);
      mail(null, PartyStory.SHARED_ADDRESS, Organisation.SHARED_ADDRESS, first, day);
      mail("EX05", PartyStory.CONFIGURED_SERVER, Organisation.CONFIGURED_SERVER, first, day);
      mail(null, PartyStory.OWN_NETWORK, Organisation.SERVER_OF_NETWORK, first, day);
      unknown(day);
      itself(day);
      services(day);
    }
    unmarked(scene.servers().former(), first, scene.formerly());
    stranger();
  }

  private Tls tls() {
    return dice.oneIn(3) ? Tls.TLS10 : Tls.TLS12;
  }

  /** Both prove to each other who they are: two logs tell of it. */
  private void marked(ExchangeServer from, ExchangeServer to, long time) {
    MailTalk.Hosts hosts = new MailTalk.Hosts(from.fqdn(), from.address(), to.fqdn());
    RowTruth truth = RowTruth.ofInnerHop(PartyStory.BETWEEN_SERVERS);
    Tls tls = tls();
    scene.send(from, BETWEEN, to.address(), time, marked(true, hosts, time, tls), truth);
    hubReceives(to, from.address(), time, marked(false, hosts, time, tls), truth);
  }

  private SmtpDialogue marked(boolean isSend, MailTalk.Hosts hosts, long time, Tls tls) {
    SmtpDialogue dialogue = scene.talk().betweenServers(isSend, hosts, time, tls);
    return scene.talk().mails(dialogue, "corp.example", 1).quit();
  }

  private void hubReceives(
      ExchangeServer server, String peer, long time, SmtpDialogue dialogue, RowTruth truth) {
    MailEnds ends =
        new MailEnds(
            server.prefix() + "\\Default " + server.name(),
            server.address() + ":2525",
            scene.spelling().endpoint(peer, scene.port()));
    server
        .mail()
        .hubReceive()
        .session(ends, scene.sessionId(), dialogue.events(), time, truth, dice);
  }

  /** One sends to the other as to anybody: only the addresses tell. */
  private void unmarked(ExchangeServer from, ExchangeServer to, long time) {
    PartyStory story = PartyStory.BETWEEN_SERVERS_UNMARKED;
    MailTalk.Hosts hosts = new MailTalk.Hosts(from.fqdn(), from.address(), to.fqdn());
    Tls tls = tls();
    scene.send(
        from,
        "To everybody",
        to.address(),
        time,
        plain(true, hosts, time, tls),
        RowTruth.ofServer(story, to.name(), to.address(), tls));
    scene.receive(
        to,
        from.address(),
        time,
        plain(false, hosts, time, tls),
        RowTruth.ofServer(story, from.name(), from.address(), tls));
  }

  private SmtpDialogue plain(boolean isSend, MailTalk.Hosts hosts, long time, Tls tls) {
    SmtpDialogue dialogue = scene.talk().opening(isSend, hosts, time, "STARTTLS", tls);
    return scene.talk().mails(dialogue, "corp.example", 1).quit();
  }

  private void mail(
      @Nullable String name, PartyStory story, String address, ExchangeServer to, int day) {
    Tls tls = tls();
    RowTruth truth = RowTruth.ofServer(story, name, address, tls);
    receive(to, address, address + ":" + scene.port(), scene.at(day), tls, truth);
  }

  private void receive(
      ExchangeServer to, String peer, String remote, long time, Tls tls, RowTruth truth) {
    MailTalk.Hosts hosts = new MailTalk.Hosts("mail.corp.example", peer, to.fqdn());
    String written = peer.indexOf(':') < 0 ? remote : "[" + peer + "]:" + scene.port();
    scene.receive(to, to.address(), written, time, plain(false, hosts, time, tls), truth);
  }

  /** Only what it proves to the other side tells that it is one. */
  private void unknown(int day) {
    String address = Organisation.UNKNOWN_SERVER;
    Tls tls = tls();
    RowTruth truth = RowTruth.ofServer(PartyStory.UNKNOWN_SERVER, "EX07", address, tls);
    receive(first, address, address + ":" + scene.port(), scene.at(day), tls, truth.hidingRole());
    long time = scene.at(day);
    MailTalk.Hosts hosts = new MailTalk.Hosts("ex07.corp.example", address, first.fqdn());
    hubReceives(
        first,
        address,
        time,
        marked(false, hosts, time, tls),
        RowTruth.ofInnerHop(PartyStory.UNKNOWN_SERVER_MARKED));
  }

  /** A program on the server sends mail, and another asks its web services. */
  private void itself(int day) {
    for (String address : List.of("127.0.0.1", "::1", first.address())) {
      PartyStory story = address.equals(first.address()) ? PartyStory.ITSELF : PartyStory.LOOPBACK;
      Tls tls = tls();
      RowTruth truth = RowTruth.ofServer(story, first.name(), address, tls);
      String end = address.indexOf(':') < 0 ? address : "[" + address + "]";
      long time = scene.at(day);
      MailTalk.Hosts hosts = new MailTalk.Hosts("app", address, first.fqdn());
      scene.receive(
          first, address, end + ":" + scene.port(), time, plain(false, hosts, time, tls), truth);
      first
          .web()
          .frontEnd()
          .request(ews(address, "SYSTEM", tls), address, scene.at(day), truth, dice);
    }
  }

  private static WebRequest ews(String peer, String user, Tls tls) {
    return new WebRequest(
        443,
        new HttpCall("POST", "/EWS/Exchange.asmx", "-", "ews"),
        "CORP\\" + user,
        "ExchangeServicesClient/15.01.2375.007",
        peer,
        tls,
        Claims.NONE);
  }

  private void services(int day) {
    PartyStory story = PartyStory.SERVER_CALLS_SERVICE;
    service(second, story, first.name(), first.address(), day);
    service(first, story, second.name(), second.address(), day);
    service(first, story, "EX04", scene.servers().old().address(), day);
    service(first, PartyStory.SHARED_ADDRESS, null, Organisation.SHARED_ADDRESS, day);
    service(first, PartyStory.CONFIGURED_SERVER, "EX05", Organisation.CONFIGURED_SERVER, day);
  }

  private void service(
      ExchangeServer called, PartyStory story, @Nullable String caller, String address, int day) {
    Tls tls = tls();
    WebRequest request =
        ews(scene.spelling().alone(address), (caller == null ? "EX" : caller) + "$", tls);
    RowTruth truth = RowTruth.ofServer(story, caller, address, tls);
    // At its first address: what calls the shared one from the shared one is the server itself.
    scene.visit(called, called.address(), scene.at(day), request, truth);
  }

  /** A port alone proves nothing. */
  private void stranger() {
    for (Caller caller : scene.some(3, false)) {
      RowTruth truth = RowTruth.ofClient(PartyStory.STRANGER_AT_BACK_END, caller);
      WebRequest request = scene.request(caller).at(444);
      long time = scene.at(scene.anyDay());
      first.web().backEnd().request(request, first.address(), time, truth, dice);
    }
  }
}
