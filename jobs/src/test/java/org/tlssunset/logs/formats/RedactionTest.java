package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.ingest.LogFiles.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.RandomCases;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Redaction;

/** What strangers may see of a line holds nothing of a person, whatever the line looks like. */
class RedactionTest {

  private static final LogFormat IIS = format("iis");
  private static final LogFormat RECEIVE = format("smtp-receive");

  private static final List<String> IIS_COLUMNS =
      List.of(
          ("date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port"
                  + " cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host"
                  + " sc-status sc-win32-status time-taken X-Forwarded-For own-field"
                  + " crypt-protocol crypt-cipher crypt-hash crypt-keyexchange")
              .split(" "));

  private static LogFormat format(String label) {
    return LogFormats.ALL.stream()
        .filter(format -> format.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static String redacted(LogFormat format, String line, String fields) {
    return format.redacted(line, fields, LogSettings.DEFAULTS);
  }

  /** A name, a mailbox, a query, a password; never what could be a fact. */
  private static String secret(Random random) {
    String letters = RandomCases.text(random, 4, 10, "qwzkjx");
    return switch (random.nextInt(8)) {
      case 0 -> letters + "@contoso.example";
      case 1 -> "CORP\\" + letters;
      case 2 -> "mailbox=" + letters + "&x=" + letters;
      case 3 -> letters.toUpperCase(Locale.ROOT);
      case 4 -> "7364" + RandomCases.text(random, 9, 12, "0123456789") + "1987654321987";
      case 5 -> letters + "." + letters;
      case 6 -> "10.0.0." + letters;
      default -> letters;
    };
  }

  private static void assertHides(String shown, String line, List<String> secrets) {
    for (String secret : secrets) {
      for (String part : secret.split("[^A-Za-z0-9]+")) {
        boolean isTelling = part.length() > 3 && !part.equals("CORP");
        assertThat(isTelling && shown.contains(part)).as(line + "\n" + shown).isFalse();
      }
    }
  }

  @Test
  void noNameMailboxOrQueryOfAnIisLineSurvives() {
    RandomCases.each(
        2_000,
        random -> {
          List<String> secrets = RandomCases.listOf(random, 9, 9, () -> secret(random));
          List<String> values =
              new ArrayList<>(
                  Arrays.asList(
                      "2024-05-03",
                      "10:00:01",
                      "W3SVC1",
                      secrets.get(0),
                      "10.0.0.5",
                      oneOf(random, "GET", secrets.get(1)),
                      oneOf(random, "/owa/", "/", "/EWS/x/") + secrets.get(2),
                      secrets.get(3),
                      "443",
                      secrets.get(4),
                      "192.0.2.7",
                      "HTTP/2.0",
                      secrets.get(5),
                      secrets.get(6),
                      "https://x/" + secrets.get(7),
                      secrets.get(8),
                      "200",
                      "0",
                      "15",
                      oneOf(random, "192.0.2.9,+10.0.0.1", secrets.get(1)),
                      secrets.get(2),
                      oneOf(random, "40", "TLSv1.0", secrets.get(3)),
                      "6610",
                      "8004",
                      "ae06"));
          // A cut or a blank too many lets values stand under other names.
          if (random.nextInt(3) == 0) {
            values.remove(random.nextInt(values.size()));
          }
          if (random.nextInt(3) == 0) {
            values.add(random.nextInt(values.size()), oneOf(random, "", secrets.get(4)));
          }
          String header = random.nextInt(20) == 0 ? null : " " + String.join(" ", IIS_COLUMNS);
          String line = String.join(" ", values);
          assertHides(redacted(IIS, line, header), line, secrets);
        });
  }

  @Test
  void timesAddressesAndTlsOfAnIisLineStay() {
    String line =
        "2024-05-03 10:00:01 W3SVC1 EX01 10.0.0.5 POST /owa/anna@contoso.example/ q=1 443 CORP\\anna"
            + " 2001:db8::1 HTTP/1.1 Outlook c=1 - h 200 0 15 192.0.2.9,+10.0.0.1 x 40 6610 8004 ae06";

    assertThat(redacted(IIS, line, String.join(" ", IIS_COLUMNS)))
        .isEqualTo(
            "2024-05-03 10:00:01 W3SVC1 *** 10.0.0.5 POST /owa/*** *** 443 *** 2001:db8::1"
                + " HTTP/1.1 *** *** - *** 200 0 15 192.0.2.9,+10.0.0.1 *** 40 6610 8004 ae06");
  }

  @Test
  void noNameMailboxOrMailOfAnSmtpLineSurvives() {
    RandomCases.each(
        2_000,
        random -> {
          List<String> secrets = RandomCases.listOf(random, 3, 3, () -> secret(random));
          String first = secrets.get(0);
          String said =
              oneOf(
                  random,
                  "<,EHLO " + first + ",",
                  "<,MAIL FROM:<" + first + "> SIZE=1,",
                  "<,RCPT TO:<" + first + ">," + secrets.get(1),
                  "<,AUTH LOGIN " + first + ",",
                  "<," + first + ",",
                  ">,250 2.1.0 " + first + " ok,",
                  ">,\"550 \"\"" + first + "\"\", no\",",
                  "*," + first + ",authenticated",
                  "*,,User Name: " + first,
                  "*,,\"Subject: " + first + ", " + secrets.get(1) + "\"",
                  "*,,TLS protocol " + first,
                  "*,,TLS negotiation failed with error " + first.toLowerCase(Locale.ROOT),
                  handshake("TLS1_0").replace("256", first),
                  "<," + first + "," + secrets.get(1) + ",one too many");
          String line =
              "2024-05-03T10:00:00.000Z,%s,08DC00000000000A,3,10.0.0.5:25,%s,%s"
                  .formatted(
                      oneOf(random, "EX01\\Relay " + secrets.get(2), secrets.get(2)),
                      oneOf(random, "192.0.2.7:4711", secrets.get(2)),
                      said);
          int cut = random.nextInt(4) == 0 ? random.nextInt(line.length()) : line.length();
          String fields =
              oneOf(
                  random,
                  null,
                  " date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context",
                  " event,data,connector-id,session-id,date-time",
                  " nothing");
          String shown = redacted(RECEIVE, line.substring(0, cut), fields);
          assertHides(shown, line, secrets);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<,EHLO pc.example, | <,EHLO ***,",
        "<,STARTTLS, | <,STARTTLS,",
        "<,MAIL FROM:<a@x.example>, | <,MAIL FROM: ***,",
        ">,220 2.0.0 SMTP server ready, | >,220 2.0.0 ***,",
        "*,anna,authenticated | *,***,***",
        "*,,TLS negotiation failed with error SocketError | *,,TLS negotiation failed with error SocketError"
      })
  void timesAddressesAndTlsOfAnSmtpLineStay(String said, String shown) {
    String columns = "2024-05-03T10:00:00.000Z,%s,08DC00000000000A,3,10.0.0.5:25,192.0.2.7:4711,";

    assertThat(redacted(RECEIVE, columns.formatted("EX01\\Relay") + said, null))
        .isEqualTo(columns.formatted("***") + shown);
    assertThat(redacted(RECEIVE, columns.formatted("EX01\\Relay") + handshake("TLS1_0"), null))
        .isEqualTo(columns.formatted("***") + handshake("TLS1_0"));
  }

  @Test
  void ofALineOfWhichNothingIsKnownTimesAddressesAndVersionsStay() {
    assertThat(
            Redaction.of(
                "2024-05-03 10:00:01 anna 192.0.2.7:443,(TLS 1.0) 4711 b@192.0.2.7 TLSv1.2"))
        .isEqualTo("2024-05-03 10:00:01 *** 192.0.2.7:443 *** TLS 1.0 *** TLSv1.2");
    assertThat(Redaction.of("anna")).isEqualTo("***");
    assertThat(Redaction.of("")).isEmpty();
  }
}
