package org.tlssunset.synthetic.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;
import org.tlssunset.synthetic.party.Caller;
import org.tlssunset.synthetic.party.MailTalk;
import org.tlssunset.synthetic.party.PartyStory;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.plan.Use.Seen;

/** Other companies' servers that ours call. */
final class PartnerStories {

  private static final int MANY = 3;

  private static final String TO_ALL = "To Internet";

  /** A connector that sends nothing in clear. */
  private static final String OVER_TLS = "To partners over TLS";

  private final Stage stage;
  private final Dice dice;
  private final Casting casting;
  private int number;

  PartnerStories(Stage stage) {
    this.stage = stage;
    dice = stage.dice();
    casting = new Casting(stage);
  }

  /** A company, by its registered name, which one of our servers calls. */
  private record Partner(
      PlanStory story, String name, Node node, Versions speaks, String connector) {

    Route route() {
      return new Route(speaks, node.mailOut(), connector, connector.equals(TO_ALL), null);
    }
  }

  void tell() {
    Site site = stage.site();
    for (Node node : List.of(site.full(), site.late(), site.reticent())) {
      call(partner(PlanStory.MODERN_PARTNER, node, Casting.MODERN), PlanDays.every(6, 0, 119));
    }
    for (int i = 0; i < MANY; i++) {
      call(old(PlanStory.OLD_PARTNER, TO_ALL), PlanDays.always(dice));
      Partner inClear = old(PlanStory.OLD_PARTNER_IN_CLEAR, TO_ALL);
      call(inClear, PlanDays.always(dice));
      log(inClear, 6 + dice.below(6) * 3, null);
      Partner overTls = old(PlanStory.OLD_PARTNER_OVER_TLS, OVER_TLS);
      call(overTls, PlanDays.always(dice));
      refuse(overTls, 12 + dice.below(6) * 3);
      call(
          partner(PlanStory.MODERN_PARTNER_OF_LIMITED_SERVER, site.limited(), Casting.MODERN),
          PlanDays.always(dice));
      call(
          partner(PlanStory.OLD_PARTNER_OF_LIMITED_SERVER, site.limited(), casting.oldOfAll()),
          PlanDays.always(dice));
    }
  }

  private Partner old(PlanStory story, String connector) {
    Site site = stage.site();
    Node node = dice.oneOf(List.of(site.full(), site.late(), site.reticent()));
    return new Partner(story, name(), node, casting.oldOfAll(), connector);
  }

  private Partner partner(PlanStory story, Node node, Versions speaks) {
    return new Partner(story, name(), node, speaks, TO_ALL);
  }

  private String name() {
    number++;
    return "partner%03d.example".formatted(number);
  }

  private void call(Partner partner, List<Integer> days) {
    for (int day : days) {
      log(partner, day, partner.route().negotiated(day).orElseThrow());
    }
  }

  /** Mail to any of its servers; in clear without a version. */
  private void log(Partner partner, int day, @Nullable Version version) {
    Tls tls = version == null ? null : version.handshake(dice);
    Caller host = host(partner).using(tls);
    long time = stage.at(day);
    SmtpDialogue dialogue = stage.talk().opening(true, hosts(partner, host), time, "STARTTLS", tls);
    stage.talk().mails(dialogue, "corp.example", 1).quit();
    send(partner, host, time, dialogue);
    remember(partner, new Use(partner.route(), day, seen(version), version));
  }

  private static Seen seen(@Nullable Version version) {
    return version == null ? Seen.IN_CLEAR : Seen.ENCRYPTED;
  }

  /** It offers no TLS one day, and gets no mail. */
  private void refuse(Partner partner, int day) {
    Caller host = host(partner).using(null);
    long time = stage.at(day);
    SmtpDialogue dialogue =
        stage.talk().opening(true, hosts(partner, host), time, false).tlsNotOffered();
    send(partner, host, time, dialogue);
    remember(partner, new Use(partner.route(), day, Seen.IN_VAIN, null));
  }

  private Caller host(Partner partner) {
    Caller any = stage.cast().outside();
    String name = "mx%d.%s".formatted(1 + dice.below(2), partner.name());
    return new Caller(name, any.address(), any.user(), any.program(), null);
  }

  private static MailTalk.Hosts hosts(Partner partner, Caller host) {
    return new MailTalk.Hosts(
        partner.node().server().fqdn(), partner.node().server().address(), host.name());
  }

  private void send(Partner partner, Caller host, long time, SmtpDialogue dialogue) {
    RowTruth truth = RowTruth.ofClient(PartyStory.PARTNER_CALLED, host);
    stage.send(partner.node(), partner.connector(), host.address(), time, dialogue, truth);
  }

  private void remember(Partner partner, Use use) {
    stage.history(PlanParty.ofPartner(partner.name()), partner.story()).add(use);
  }
}
