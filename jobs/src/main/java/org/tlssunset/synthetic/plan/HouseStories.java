package org.tlssunset.synthetic.plan;

import java.util.function.Function;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.HttpCall;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;
import org.tlssunset.synthetic.party.Caller;
import org.tlssunset.synthetic.party.Claims;
import org.tlssunset.synthetic.party.MailTalk;
import org.tlssunset.synthetic.party.PartyStory;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.party.WebRequest;
import org.tlssunset.synthetic.plan.Use.Seen;

/** Proxies and whom they hide, health checks, and programs on our servers. */
final class HouseStories {

  private static final int MANY = 3;

  private static final HttpCall EWS = new HttpCall("POST", "/EWS/Exchange.asmx", "-", "ews");
  private static final String OWN_SERVER = "own-server";
  private static final String HEALTH_MAILBOX = "HealthMailbox7c1d@corp.example";
  private static final String SERVICE = "ExchangeServicesClient/15.01.2375.007";

  private final Stage stage;
  private final Dice dice;

  HouseStories(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
  }

  void tell() {
    for (int i = 0; i < MANY; i++) {
      behind(ListedProxy.OLD, PlanStory.OLD_BEHIND_OLD_PROXY, Versions.TLS_1_0);
      behind(ListedProxy.OLD, PlanStory.MODERN_BEHIND_OLD_PROXY, Versions.ALL);
      behind(ListedProxy.MODERN, PlanStory.OLD_BEHIND_MODERN_PROXY, Versions.TLS_1_0);
      behind(ListedProxy.MODERN, PlanStory.MODERN_BEHIND_MODERN_PROXY, Versions.ALL);
      behind(ListedProxy.UPDATED, PlanStory.OLD_BEHIND_UPDATED_PROXY, Versions.TLS_1_0);
      behind(ListedProxy.UPDATED, PlanStory.MODERN_BEHIND_UPDATED_PROXY, Versions.ALL);
      probe(PlanStory.OLD_PROBE, "10.20.9." + (10 + i), Versions.TLS_1_0);
      probe(PlanStory.MODERN_PROBE, "10.20.9." + (20 + i), Casting.MODERN);
    }
    Site site = stage.site();
    service(site.late(), PlanStory.OLD_SERVER_HOP, Versions.TLS_1_0);
    mail(site.late(), PlanStory.OLD_SERVER_HOP, Versions.TLS_1_0);
    service(site.limited(), PlanStory.MODERN_SERVER_HOP, Casting.MODERN);
    mail(site.reticent(), PlanStory.MODERN_SERVER_HOP, Casting.MODERN);
    mail(site.lost(), PlanStory.OLD_SERVER_HOP, Versions.TO_TLS_1_1);
  }

  private void behind(ListedProxy proxy, PlanStory story, Versions speaks) {
    Node node = dice.oneIn(3) ? stage.site().limited() : stage.site().full();
    Caller client = stage.somebody(Medium.WEB);
    String protocol = client.program().calls().get(0).protocol();
    Route hop = Route.toWeb(proxy.calling(), node.webIn());
    Route route = new Route(speaks, proxy.end(), "", false, hop);
    History history = stage.history(PlanParty.ofUser(protocol, client.user()), story);
    History ofProxy =
        stage.history(PlanParty.ofOurs("proxy", protocol, proxy.listedName()), proxy.story());
    for (int day : PlanDays.always(dice)) {
      Version own = route.negotiated(day).orElseThrow();
      Version passed = hop.negotiated(day).orElseThrow();
      Caller encrypted = client.using(own.handshake(dice));
      WebRequest request =
          WebRequest.of(encrypted, client.address(), dice)
              .through(proxy.address(), passed.handshake(dice), Claims.list(client.address()));
      stage.visit(
          node,
          day,
          request,
          RowTruth.ofProxy(PartyStory.FORWARDED, encrypted, proxy.listedName()).showingAddress());
      Use use = new Use(route, day, Seen.UNTOLD, own);
      history.add(use);
      use.passedOn().ifPresent(ofProxy::add);
    }
  }

  private void probe(PlanStory story, String address, Versions speaks) {
    ask(
        stage.history(PlanParty.ofHost("probe", EWS.protocol(), address, null), story),
        HEALTH_MAILBOX,
        address,
        speaks,
        tls -> RowTruth.ofProbe(PartyStory.PROBE_BY_USER, address, tls));
  }

  /** A program on one server asks another's web services. */
  private void service(Node from, PlanStory story, Versions speaks) {
    String address = from.server().address();
    ask(
        stage.history(PlanParty.ofOurs(OWN_SERVER, EWS.protocol(), from.name()), story),
        "CORP\\" + from.name() + "$",
        address,
        speaks,
        tls -> RowTruth.ofServer(PartyStory.SERVER_CALLS_SERVICE, from.name(), address, tls));
  }

  private void ask(
      History history, String user, String peer, Versions speaks, Function<Tls, RowTruth> truth) {
    Node node = stage.site().full();
    Route route = Route.toWeb(speaks, node.webIn());
    for (int day : PlanDays.always(dice)) {
      Version version = route.negotiated(day).orElseThrow();
      Tls tls = version.handshake(dice);
      WebRequest request = new WebRequest(443, EWS, user, SERVICE, peer, tls, Claims.NONE);
      stage.visit(node, day, request, truth.apply(tls));
      history.add(new Use(route, day, Seen.ENCRYPTED, version));
    }
  }

  /** A program on one server sends mail through another, as to anybody. */
  private void mail(Node from, PlanStory story, Versions speaks) {
    Node node = stage.site().full();
    String address = from.server().address();
    Route route = new Route(speaks, node.mailIn(), Medium.MAIL.connector(), false, null);
    History history =
        stage.history(PlanParty.ofOurs(OWN_SERVER, PlanParty.SMTP, from.name()), story);
    for (int day : PlanDays.always(dice)) {
      Version version = route.negotiated(day).orElseThrow();
      Tls tls = version.handshake(dice);
      long time = stage.at(day);
      MailTalk.Hosts hosts = new MailTalk.Hosts("mail.corp.example", address, node.server().fqdn());
      SmtpDialogue dialogue = stage.talk().opening(false, hosts, time, "STARTTLS", tls);
      stage.talk().mails(dialogue, "corp.example", 1).quit();
      RowTruth truth =
          RowTruth.ofServer(PartyStory.BETWEEN_SERVERS_UNMARKED, from.name(), address, tls);
      stage.receive(node, Medium.MAIL, address, time, dialogue, truth);
      history.add(new Use(route, day, Seen.ENCRYPTED, version));
    }
  }
}
