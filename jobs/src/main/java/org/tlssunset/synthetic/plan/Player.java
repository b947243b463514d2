package org.tlssunset.synthetic.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.SmtpDialogue;
import org.tlssunset.synthetic.Tls;
import org.tlssunset.synthetic.party.Caller;
import org.tlssunset.synthetic.party.MailTalk;
import org.tlssunset.synthetic.party.PartyStory;
import org.tlssunset.synthetic.party.RowTruth;
import org.tlssunset.synthetic.party.WebRequest;
import org.tlssunset.synthetic.plan.Use.Seen;

/**
 * A client's program on a host, which calls one server in one way.
 *
 * @param fallsBack whether its mail goes in clear where TLS fails
 */
record Player(
    Stage stage,
    PlanStory story,
    Medium medium,
    Node node,
    Caller caller,
    Versions speaks,
    boolean fallsBack) {

  /** Somebody new. */
  static Player of(Stage stage, PlanStory story, Medium medium, Node node, Versions speaks) {
    return new Player(stage, story, medium, node, stage.somebody(medium), speaks, false);
  }

  Player at(Node other) {
    return new Player(stage, story, medium, other, caller, speaks, fallsBack);
  }

  Player over(Medium other) {
    return new Player(stage, story, other, node, caller, speaks, fallsBack);
  }

  Player speaking(Versions other) {
    return new Player(stage, story, medium, node, caller, other, fallsBack);
  }

  /** The same on a host of another name, or with another program. */
  Player as(Caller other) {
    return new Player(stage, story, medium, node, other, speaks, fallsBack);
  }

  /** The same user with the same program on another host. */
  Player onAnotherHost() {
    Caller host = stage.cast().inside();
    return as(new Caller(host.name(), host.address(), caller.user(), caller.program(), null));
  }

  Player fallingBack() {
    return new Player(stage, story, medium, node, caller, speaks, true);
  }

  /** Uses the service on some days. */
  void use(List<Integer> days) {
    days.forEach(this::use);
  }

  /** Uses the service with what both sides have then. */
  void use(int day) {
    Version version =
        route()
            .negotiated(day)
            .orElseThrow(() -> new IllegalStateException(story + " has no version in common"));
    Tls tls = version.handshake(stage.dice());
    if (medium == Medium.WEB) {
      visit(day, version, tls);
      return;
    }
    long time = stage.at(day);
    SmtpDialogue dialogue = opening(time, tls);
    if (medium.signsIn()) {
      stage.talk().signIn(dialogue, caller.user());
    }
    deliver(day, time, dialogue, version, tls);
  }

  /** Sends mail in clear. */
  void useInClear(int day) {
    long time = stage.at(day);
    deliver(day, time, opening(time, null), null, null);
  }

  /** Tries to send mail in clear where TLS is demanded. */
  void tryInClear(int day) {
    long time = stage.at(day);
    SmtpDialogue dialogue =
        opening(time, null)
            .command("MAIL FROM:<info@" + caller.name() + ">")
            .answer("451 5.7.3 Must issue a STARTTLS command first")
            .quit();
    receive(day, time, dialogue, Seen.IN_VAIN, null, null);
  }

  /** Connects, or shakes hands, and uses nothing. */
  void scan(int day, boolean isEncrypted) {
    long time = stage.at(day);
    Version version = isEncrypted ? route().negotiated(day).orElse(null) : null;
    Tls tls = version == null ? null : version.handshake(stage.dice());
    SmtpDialogue dialogue = opening(time, tls).end("Remote(SocketError)");
    receive(day, time, dialogue, Seen.IN_VAIN, version, tls);
  }

  /** Begins a handshake, which fails. */
  void fail(int day) {
    long time = stage.at(day);
    SmtpDialogue dialogue =
        opening(time, null)
            .startTls("STARTTLS")
            .failedHandshake(node.server().fqdn(), "AlgorithmMismatch")
            .end("Local");
    receive(day, time, dialogue, Seen.IN_VAIN, null, null);
  }

  /** Asks for something without signing in, and is sent away. */
  void crawl(int day) {
    Version version = route().negotiated(day).orElseThrow();
    Caller encrypted = caller.using(version.handshake(stage.dice()));
    WebRequest request = WebRequest.of(encrypted, caller.address(), stage.dice()).anonymous();
    stage.visit(node, day, request, RowTruth.ofClient(PartyStory.SCANNER, encrypted));
    String protocol = caller.program().calls().get(0).protocol();
    stage
        .history(PlanParty.ofHost(PlanParty.CLIENT, protocol, caller.address(), null), story)
        .add(new Use(route(), day, Seen.IN_VAIN, version));
  }

  private SmtpDialogue opening(long time, @Nullable Tls tls) {
    MailTalk.Hosts hosts =
        new MailTalk.Hosts(caller.name(), caller.address(), node.server().fqdn());
    return stage.talk().opening(false, hosts, time, "STARTTLS", tls);
  }

  private void deliver(
      int day, long time, SmtpDialogue dialogue, @Nullable Version version, @Nullable Tls tls) {
    stage.talk().mails(dialogue, caller.name(), 1).quit();
    receive(day, time, dialogue, tls == null ? Seen.IN_CLEAR : Seen.ENCRYPTED, version, tls);
  }

  private void receive(
      int day,
      long time,
      SmtpDialogue dialogue,
      Seen seen,
      @Nullable Version version,
      @Nullable Tls tls) {
    PartyStory line =
        seen == Seen.IN_VAIN
            ? PartyStory.SCANNER
            : tls == null ? PartyStory.IN_CLEAR : PartyStory.DIRECT;
    RowTruth truth = RowTruth.ofClient(line, caller.using(tls));
    stage.receive(node, medium, caller.address(), time, dialogue, truth);
    remember(day, seen, version);
  }

  private void visit(int day, Version version, Tls tls) {
    Caller encrypted = caller.using(tls);
    WebRequest request = WebRequest.of(encrypted, caller.address(), stage.dice());
    boolean isTold = node.logsTlsOfWeb();
    RowTruth truth =
        isTold
            ? RowTruth.ofClient(PartyStory.DIRECT, encrypted)
            : RowTruth.ofClient(PartyStory.TLS_NOT_LOGGED, encrypted).hidingTls();
    stage.visit(node, day, request, truth);
    remember(day, isTold ? Seen.ENCRYPTED : Seen.UNTOLD, version);
  }

  private void remember(int day, Seen seen, @Nullable Version version) {
    stage
        .history(party(), story)
        .add(new Use(route(), day, node.isLost() ? Seen.UNSEEN : seen, version));
  }

  private PlanParty party() {
    return switch (medium) {
      case MAIL, MAIL_OVER_TLS ->
          PlanParty.ofHost(PlanParty.CLIENT, PlanParty.SMTP, caller.address(), caller.name());
      case SUBMISSION -> PlanParty.ofUser(PlanParty.SMTP, caller.user());
      case WEB -> PlanParty.ofUser(caller.program().calls().get(0).protocol(), caller.user());
    };
  }

  private Route route() {
    End end = medium == Medium.WEB ? node.webIn() : node.mailIn();
    return new Route(speaks, end, medium.connector(), fallsBack && medium == Medium.MAIL, null);
  }
}
