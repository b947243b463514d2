package org.tlssunset.synthetic.party;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tlssunset.synthetic.Dice;
import org.tlssunset.synthetic.Tls;

/** The log of one of a server's web sites. */
public final class WebLog {

  /** All that an administrator can have logged. */
  static final String ALL_FIELDS =
      "date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port"
          + " cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken"
          + " crypt-protocol crypt-cipher crypt-hash crypt-keyexchange X-Forwarded-For X-Real-IP"
          + " X-TLS-Version X-TLS-Cipher";

  /** Without the server's name and the site's. */
  public static final String NAMELESS_FIELDS = ALL_FIELDS.replace("s-sitename s-computername ", "");

  /** Without TLS and what proxies forward, which old servers cannot log. */
  public static final String OLD_FIELDS =
      NAMELESS_FIELDS.substring(0, NAMELESS_FIELDS.indexOf(" crypt-protocol"));

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final LogSheet sheet;
  private final List<String> fields;
  private final String server;
  private final String site;
  private final ServerClock clock;
  private final TruthBook book;

  WebLog(LogSheet sheet, String server, String site, ServerClock clock, TruthBook book) {
    this.sheet = sheet;
    fields = List.of(sheet.fields().split(" "));
    this.server = server;
    this.site = site;
    this.clock = clock;
    this.book = book;
  }

  LogSheet sheet() {
    return sheet;
  }

  /**
   * Logs a request.
   *
   * @param local the server's address to which it came
   * @param time in milliseconds since 1970
   */
  public void request(WebRequest request, String local, long time, RowTruth truth, Dice dice) {
    book.happened(truth);
    Instant logged = Instant.ofEpochMilli(clock.logged(time, dice));
    StringBuilder line = new StringBuilder(400);
    for (String field : fields) {
      line.append(line.isEmpty() ? "" : " ").append(value(field, request, local, logged, dice));
    }
    sheet.add(time, line.toString(), truth);
  }

  private String value(String field, WebRequest request, String local, Instant logged, Dice dice) {
    return switch (field) {
      case "date" -> DATE.format(logged);
      case "time" -> TIME.format(logged);
      case "s-sitename" -> site;
      case "s-computername" -> server;
      case "s-ip" -> local;
      case "cs-method" -> request.call().method();
      case "cs-uri-stem" -> request.call().stem();
      case "cs-uri-query" -> request.call().query();
      case "s-port" -> Integer.toString(request.port());
      case "cs-username" -> orDash(request.user());
      case "c-ip" -> request.peer();
      case "cs(User-Agent)" -> request.userAgent();
      case "sc-status" -> request.user() == null ? "401" : "200";
      case "sc-substatus", "sc-win32-status" -> "0";
      case "time-taken" -> Integer.toString(dice.below(2000));
      case "crypt-protocol" -> code(request.tls(), 0);
      case "crypt-cipher" -> code(request.tls(), 1);
      case "crypt-hash" -> code(request.tls(), 2);
      case "crypt-keyexchange" -> code(request.tls(), 3);
      case "X-Forwarded-For" -> orDash(request.claims().list());
      case "X-Real-IP" -> orDash(request.claims().realIp());
      case "X-TLS-Version" -> orDash(request.claims().tlsVersion());
      case "X-TLS-Cipher" -> orDash(request.claims().tlsCipher());
      default -> throw new IllegalArgumentException("no field is named " + field);
    };
  }

  private static String code(@Nullable Tls tls, int index) {
    return tls == null ? "-" : tls.codes().get(index);
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
