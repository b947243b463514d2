package org.tlssunset.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.SmtpEvent.Proof;

/** The lines of a session in the making, seen from the side that called or the side called. */
public final class SmtpDialogue {

  private static final String PERMISSIONS =
      "SMTPSubmit SMTPAcceptAnyRecipient SMTPAcceptAnySender AcceptRoutingHeaders";
  private static final String CAPABILITIES =
      " SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS X-ANONYMOUSTLS AUTH NTLM X-EXPS GSSAPI NTLM 8BITMIME BINARYMIME CHUNKING XRDST";

  private static final String CAPABILITIES_WITHOUT_TLS = CAPABILITIES.replace(" STARTTLS", "");

  private final boolean isSend;
  private final Dice dice;
  private final List<SmtpEvent> events = new ArrayList<>(30);

  private final boolean isNasty;
  private int idle;

  /**
   * @param isNasty whether a handshake may be told in any of the ways that occur
   */
  public SmtpDialogue(boolean isSend, boolean isNasty, Dice dice) {
    this.isSend = isSend;
    this.isNasty = isNasty;
    this.dice = dice;
  }

  public List<SmtpEvent> events() {
    return events;
  }

  private SmtpDialogue add(
      char kind, String data, String context, Proof proof, @Nullable Tls tls, int longest) {
    events.add(new SmtpEvent(kind, data, context, proof, tls, idle + dice.below(longest + 1)));
    idle = 0;
    return this;
  }

  /** What the calling side says. */
  public SmtpDialogue command(String data, Proof proof) {
    return add(isSend ? '>' : '<', data, "", proof, null, 40);
  }

  public SmtpDialogue command(String data) {
    return command(data, Proof.NOTHING);
  }

  /** What the called side says. */
  public SmtpDialogue answer(String data, Proof proof) {
    return add(isSend ? '<' : '>', data, "", proof, null, 15);
  }

  public SmtpDialogue answer(String data) {
    return answer(data, Proof.NOTHING);
  }

  public SmtpDialogue information(String data, String context) {
    return add('*', data, context, Proof.NOTHING, null, 2);
  }

  /** Nothing happens for a while, in milliseconds. */
  public SmtpDialogue waitFor(int millis) {
    SmtpEvent last = events.remove(events.size() - 1);
    events.add(
        new SmtpEvent(
            last.kind(),
            last.data(),
            last.context(),
            last.proof(),
            last.tls(),
            last.pause() + millis));
    return this;
  }

  /** The next line is so much later, in milliseconds. */
  SmtpDialogue idle(int millis) {
    idle += millis;
    return this;
  }

  public SmtpDialogue connect() {
    if (isSend) {
      return information("", "attempting to connect").add('+', "", "", Proof.NOTHING, null, 60);
    }
    return add('+', "", "", Proof.NOTHING, null, 0)
        .information(PERMISSIONS, "Set Session Permissions");
  }

  public SmtpDialogue failToConnect(String host) {
    return information("", "attempting to connect")
        .information(
            "",
            "Failed to connect. Winsock error code: 10060, Win32 error code: 10060, Destination domain: "
                + host
                + ", Error Message: A connection attempt failed because the connected party did not properly respond after a period of time "
                + host
                + ":25.")
        .waitFor(21_000);
  }

  public SmtpDialogue greet(String host, String date) {
    return answer("220 " + host + " Microsoft ESMTP MAIL Service ready at " + date);
  }

  public SmtpDialogue hello(String client, String server, String clientAddress, boolean offersTls) {
    String capabilities = offersTls ? CAPABILITIES : CAPABILITIES_WITHOUT_TLS;
    return command("EHLO " + client)
        .answer("250  " + server + " Hello [" + clientAddress + "]" + capabilities);
  }

  /** Asks for TLS, and is told to go ahead. */
  public SmtpDialogue startTls(String command) {
    return command(command, Proof.STARTTLS).answer("220 2.0.0 SMTP server ready");
  }

  /** The certificate, and the handshake that succeeds. */
  public SmtpDialogue handshake(Tls tls, String host) {
    certificate(host);
    events.add(TlsWording.of(tls, isSend, isNasty, dice));
    return this;
  }

  public SmtpDialogue failedHandshake(String host, String error) {
    certificate(host);
    return add('*', "", "TLS negotiation failed with error " + error, Proof.FAILURE, null, 60);
  }

  private void certificate(String host) {
    information("", isSend ? "Received certificate" : "Sending certificate");
    information("CN=" + host, "Certificate subject");
    information("CN=Contoso Issuing CA 2, O=Contoso, C=US", "Certificate issuer name");
    information("4B0000001F7D6A0C11E2A5B3C400000000001F", "Certificate serial number");
    information("9F3C1B7A55D0E84C62A19B0F7D3E8C4A5B6D7E8F", "Certificate thumbprint");
    information(host + ";mail.contoso.com;autodiscover.contoso.com", "Certificate alternate names");
  }

  /** A message, accepted. */
  public SmtpDialogue mail(String from, String to, long id) {
    String messageId = "<" + Long.toHexString(id) + "@contoso.com>";
    int size = 2_000 + (int) (id >>> 44);
    command("MAIL FROM:<" + from + "> SIZE=" + size, Proof.MAIL_OR_SIGN_IN);
    if (!isSend) {
      information("08DE" + Long.toHexString(id >>> 16), "receiving message");
    }
    answer("250 2.1.0 Sender OK").command("RCPT TO:<" + to + ">").answer("250 2.1.5 Recipient OK");
    command("BDAT " + size + " LAST").waitFor(dice.below(400));
    return answer(
            "250 2.6.0 "
                + messageId
                + " [InternalId="
                + (id >>> 20)
                + ", Hostname=ex01.corp.contoso.com] "
                + size
                + " bytes in 0.117, 18.554 KB/sec Queued mail for delivery")
        .waitFor(dice.below(300));
  }

  public SmtpDialogue quit() {
    return command("QUIT").answer("221 2.0.0 Service closing transmission channel").end("Local");
  }

  /** The connection ends; by whom, and why, stands in brackets behind. */
  public SmtpDialogue end(String by) {
    return add('-', "", by, Proof.NOTHING, null, 2);
  }

  /** Information that the mail to come is another session's. */
  public SmtpDialogue proxying(String sessionId) {
    String text = "Proxying inbound session with session id " + sessionId;
    return add('*', "", text, Proof.PROXY, null, 2);
  }

  /** A sign-in that the server does not offer here. */
  public SmtpDialogue refusedSignIn() {
    return command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
        .answer("504 5.7.4 Unrecognized authentication type", Proof.SIGN_IN_REFUSED);
  }

  /** A sign-in with a name that was guessed. */
  public SmtpDialogue failedSignIn(String user) {
    return command("AUTH LOGIN", Proof.MAIL_OR_SIGN_IN)
        .answer("334 <authentication response>")
        .information("", "Inbound AUTH LOGIN failed because of LogonDenied")
        .information("", "User Name: " + user)
        .answer("535 5.7.3 Authentication unsuccessful");
  }

  /** The send is given up, for the host offers no TLS. */
  public SmtpDialogue tlsNotOffered() {
    String text =
        "Connector is configured to send mail only over TLS connections and remote doesn't support TLS";
    return add('*', text, "", Proof.FAILURE, null, 2).quit();
  }

  /** The client whose mail this is; an outsider who says so is not believed. */
  SmtpDialogue proxyFrom(String sessionId, Client client, int port, boolean isAccepted) {
    return handOn("XPROXYFROM", sessionId, client.address(), port, client.name(), isAccepted);
  }

  /**
   * Whose mail or session this is, and the server's answer.
   *
   * @param command XPROXYFROM, or XPROXY of a client that has signed in
   * @param sessionId that of the client's session with the front end
   * @param address the client's, as it is spelled
   * @param port the client's
   * @param name what the client calls itself
   */
  public SmtpDialogue handOn(
      String command, String sessionId, String address, int port, String name, boolean isAccepted) {
    String rest =
        command.equals("XPROXY")
            ? " CAPABILITIES=0 SECID=Uy0xLTUtMjE="
            : " SEQNUM=1 PERMS=1077 AUTHSRC=Anonymous";
    return command(
            command
                + " SID="
                + sessionId
                + " IP="
                + address
                + " PORT="
                + port
                + " DOMAIN="
                + name
                + rest)
        .answer(
            isAccepted ? "250 XProxyFrom accepted" : "500 5.3.3 Unrecognized command",
            isAccepted ? Proof.PROXY : Proof.NOTHING);
  }
}
