package org.tlssunset.synthetic.party;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tlssunset.synthetic.Dice;

/**
 * A mail server and its logs.
 *
 * @param name as folders and web logs have it, {@code EX01}
 * @param fqdn its name in the domain name system
 * @param addresses its own, the first one before all others
 * @param prefix what its receive connectors' names begin with: one of its names
 */
public record ExchangeServer(
    String name, String fqdn, List<String> addresses, String prefix, Mail mail, Web web) {

  /** Its SMTP logs. */
  public record Mail(
      MailLog frontEndReceive, MailLog frontEndSend, MailLog hubReceive, MailLog hubSend) {}

  /** Its web logs: of the Default Web Site and of the Exchange Back End. */
  public record Web(WebLog frontEnd, WebLog backEnd) {}

  /**
   * A server that has logged nothing yet.
   *
   * @param hasLongNames whether its connectors' names begin with its long name
   * @param webFields the columns of its web logs
   */
  public static ExchangeServer of(
      String name,
      List<String> addresses,
      boolean hasLongNames,
      String webFields,
      ServerClock clock,
      TruthBook book) {
    String fqdn = name.toLowerCase(Locale.ROOT) + ".corp.example";
    String logs = name + "/TransportRoles/Logs/";
    return new ExchangeServer(
        name,
        fqdn,
        addresses,
        hasLongNames ? fqdn : name,
        new Mail(
            mail(logs + "FrontEnd/ProtocolLog/SmtpReceive", false, clock, book),
            mail(logs + "FrontEnd/ProtocolLog/SmtpSend", true, clock, book),
            mail(logs + "Hub/ProtocolLog/SmtpReceive", false, clock, book),
            mail(logs + "Hub/ProtocolLog/SmtpSend", true, clock, book)),
        new Web(
            web(name, "W3SVC1", webFields, clock, book),
            web(name, "W3SVC2", webFields, clock, book)));
  }

  private static MailLog mail(String place, boolean isSend, ServerClock clock, TruthBook book) {
    LogForm form = isSend ? LogForm.SEND : LogForm.RECEIVE;
    return new MailLog(new LogSheet(place, form, MailLog.FIELDS), isSend, clock, book);
  }

  private static WebLog web(
      String server, String site, String fields, ServerClock clock, TruthBook book) {
    String place = server + "/inetpub/logs/LogFiles/" + site;
    return new WebLog(new LogSheet(place, LogForm.IIS, fields), server, site, clock, book);
  }

  /** Its own address: the one that it calls from. */
  public String address() {
    return addresses.get(0);
  }

  /** The address that it was called at, which is mostly the first. */
  String local(Dice dice) {
    return dice.oneIn(5) ? dice.oneOf(addresses) : address();
  }

  /** All its logs. */
  public Stream<LogSheet> sheets() {
    return Stream.of(
        mail.frontEndReceive().sheet(),
        mail.frontEndSend().sheet(),
        mail.hubReceive().sheet(),
        mail.hubSend().sheet(),
        web.frontEnd().sheet(),
        web.backEnd().sheet());
  }
}
