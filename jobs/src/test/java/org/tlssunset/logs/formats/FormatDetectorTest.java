package org.tlssunset.logs.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.Samples;
import org.tlssunset.logs.LogFormat;
import org.tlssunset.logs.LogHead;
import org.tlssunset.logs.LogSettings;
import org.tlssunset.logs.Verdict;
import org.tlssunset.logs.iis.IisFormat;
import org.tlssunset.logs.smtp.SmtpFormat;

class FormatDetectorTest {

  private static final FormatDetector DETECTOR =
      new FormatDetector(LogFormats.ALL, LogSettings.DEFAULTS);

  private static final String FIELDS =
      "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,"
          + "event,data,context\r\n";

  private static Verdict judge(String log, String name) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    byte[] head = Arrays.copyOf(bytes, LogHead.LENGTH);
    return DETECTOR.detect(new LogHead(head, Math.min(bytes.length, head.length), name));
  }

  private static String smtp(String connector, String event) {
    return "2024-01-25T15:14:39.026Z," + connector + ",08DC,1,10.0.0.1:25,10.0.0.2:5," + event;
  }

  @ParameterizedTest
  @CsvSource({
    "smtp-receive/RECV2018022213-1.LOG, smtp-receive",
    "smtp-receive/RECV2024012515-1.LOG, smtp-receive",
    "smtp-send/SEND2018022213-1.LOG, smtp-send",
    "smtp-send/SEND2024012515-1.LOG, smtp-send",
    "iis/W3SVC1/u_ex201210_x.log, iis",
    "iis/W3SVC1/u_ex210611.log, iis",
  })
  void realLogsAreRecognisedByTheirContent(String sample, String format) throws IOException {
    assertThat(detect(sample)).isEqualTo(Verdict.of(LogFormats.of(format)));
  }

  @Test
  void aLogWhoseLinesEndWithCrAloneIsNotRead() throws IOException {
    Verdict refused = Verdict.not("ends its lines with CR alone: convert them to LF");
    for (String sample :
        new String[] {"iis/W3SVC1/u_ex210611.log", "smtp-send/SEND2024012515-1.LOG"}) {
      String log = Files.readString(Samples.path(sample));
      String lines = log.replace("\r\n", "\n");
      assertThat(judge(lines.replace('\n', '\r'), "any")).isEqualTo(refused);
      assertThat(judge(lines, "any").format()).isNotNull();
    }
    // The line feed may be still to come, and what is no log stays none.
    String software = "#Software: Microsoft Internet Information Services 10.0";
    assertThat(judge(software + "\r", "any").format()).isEqualTo(IisFormat.W3C);
    assertThat(judge(software, "any").format()).isEqualTo(IisFormat.W3C);
    assertThat(judge(software + "\r\n#Date: x\ry", "any").format()).isEqualTo(IisFormat.W3C);
    assertThat(judge("a\rb\r", "any").reason()).isEqualTo("is no log of a known format");
  }

  @ParameterizedTest
  @CsvSource({
    "haproxy/haproxy.log, is no log of a known format",
    "headers/received-2024-05-03.txt, is no log of a known format",
    "capture/imap-pop3-starttls.pcap, is no text",
  })
  void realLogsThatAreNotReadAreNamed(String sample, String reason) throws IOException {
    assertThat(detect(sample)).isEqualTo(Verdict.not(reason));
  }

  /** They lie beside what is read, and nobody need be called for them. */
  @ParameterizedTest
  @CsvSource({
    "pop3/POP320240124-1.LOG, the type 'POP3 Log'",
    "pop3/POP320240124-1.LOG, 'it shows no TLS, so its clients stay unseen'",
    "imap4/IMAP420261001-1.LOG, the type 'IMAP4 Protocol Log'",
    "imap4/IMAP420261001-1.LOG, 'it shows no TLS, so its clients stay unseen'",
    "imap4/IMAP420240124-1.LOG, 'it shows no TLS, so its clients stay unseen'",
    "httpproxy/elastic-mapi.log, an HttpProxy log",
    "message-tracking/elastic-receive-send.log, a message tracking log",
    "message-tracking/qazeer-MSGTRKMS2022091915-1.LOG, Message Tracking Log",
    "registry/tls12-enable.reg.txt, a registry export",
    "registry/reg-query.txt, a listing of registry keys",
    "registry/healthchecker-tls.xml, PowerShell's export",
  })
  void realLogsOfKindsThatAreDeliberatelyNotReadAreNamed(String sample, String reason)
      throws IOException {
    Verdict verdict = detect(sample);

    assertThat(verdict.format()).isNull();
    assertThat(verdict.reason()).contains(reason);
    assertThat(verdict.isKnownKind()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#Software: Microsoft Exchange Server\r\n#Log-type: Agent Log\r\n#Fields: a,b\r\n1,2\r\n",
        "#Log-type: Transport Connectivity Log\r\n",
        "DateTime,RequestId\r\n#Software: Microsoft Exchange Server\r\n#Log-type: HttpProxy Logs\r\n",
        "#Software: Microsoft HTTP API 2.0\r\n#Fields: date time c-ip s-reason\r\n",
        "#Software: Microsoft Windows Firewall\r\n#Fields: date time action protocol\r\n",
        "#Software: Microsoft Internet Information Services 10.0\r\n"
            + "#Fields: date time c-ip cs-method x-session\r\n2024-05-03 10:00:00 ::1 USER a\r\n",
        "ElfFile\0\0\0",
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n",
        "REGEDIT4\r\n",
      })
  void aKindThatIsDeliberatelyNotReadIsKnown(String log) {
    assertThat(judge(log, "any").format()).isNull();
    assertThat(judge(log, "any").isKnownKind()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dear all,\r\nREGEDIT is gone\r\n",
        "\0\0\0\0",
        "2024-05-03 10:00:00 10.0.0.1 GET /owa/ - 443\r\n",
        "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,"
            + "event,data,context\r\n",
      })
  void whatShouldHaveBeenReadOrIsUnknownIsNot(String log) {
    assertThat(judge(log, "any").format()).isNull();
    assertThat(judge(log, "any").isKnownKind()).isFalse();
  }

  private static Verdict detect(String sample) throws IOException {
    Path path = Samples.path(sample);
    byte[] log = Files.readAllBytes(path);
    byte[] head = Arrays.copyOf(log, LogHead.LENGTH);
    return DETECTOR.detect(new LogHead(head, Math.min(log.length, head.length), "any.log"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF"})
  void theLogTypeSettlesIt(String mark) {
    for (String software : new String[] {"", "#Software: Microsoft Exchange Server\r\n"}) {
      String head = mark + software + "#Log-type: SMTP ";
      assertThat(judge(head + "Receive Protocol Log\r\n" + FIELDS, "SEND1.LOG").format())
          .isEqualTo(SmtpFormat.RECEIVE);
      assertThat(judge(head + "Send Protocol Log\r\n" + FIELDS, "RECV1.LOG").format())
          .isEqualTo(SmtpFormat.SEND);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'>,\"220 x, y\",'|smtp-receive",
        "'<,220 x,'|smtp-send",
        "'>,EHLO x,'|smtp-send",
        "'<,ehlo x,'|smtp-receive",
        "'<,MAIL FROM:<a@b>,'|smtp-receive",
        "'>,QUIT,'|smtp-send",
        "'*,,attempting to connect'|smtp-send",
        "'*,,TLS protocol SP_PROT-TLS1_0_CLIENT negotiation succeeded'|smtp-send",
        "'*,,TLS protocol SP_PROT_TLS1_SERVER negotiation succeeded'|smtp-receive",
      })
  void withoutAHeaderTheLinesProveTheDirection(String event, String label) {
    LogFormat format = LogFormats.of(label);
    for (String connector : new String[] {"EX01\\C", "\"C, \"\"d\"\"\"", "\"C\""}) {
      String line = smtp(connector, event);
      assertThat(judge("\uFEFF" + line + "\r\n", "any").format()).isEqualTo(format);
      assertThat(judge("\n" + FIELDS + line, "RECV.SEND").format()).isEqualTo(format);
    }
  }

  @Test
  void whereLinesDoNotProveItTheNameDoesThenTheConnector() {
    assertThat(judge(smtp("EX01\\C", "+,,"), "SEND2024.LOG").format()).isEqualTo(SmtpFormat.SEND);
    assertThat(judge(smtp("C", "+,,"), "hub-recv2024.log").format()).isEqualTo(SmtpFormat.RECEIVE);
    assertThat(judge(smtp("EX01\\C", "+,,"), "x").format()).isEqualTo(SmtpFormat.RECEIVE);
    assertThat(judge(smtp("C", "+,,"), "x").format()).isEqualTo(SmtpFormat.SEND);
  }

  @Test
  void aHeaderAloneIsNotGuessedFrom() {
    assertThat(judge(FIELDS, "RECV1.LOG").format()).isEqualTo(SmtpFormat.RECEIVE);
    assertThat(judge(FIELDS, "x.log").reason())
        .isEqualTo("is an SMTP protocol log without a line that tells its direction");
  }

  @Test
  void columnsInAnotherOrder() {
    String log =
        "#Fields: event,data,context,date-time,connector-id,session-id\n"
            + ">,220 x,,2024-01-25T15:14:39.026Z,EX01\\C,08DC\n";
    assertThat(judge(log, "x").format()).isEqualTo(SmtpFormat.RECEIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#Software: Microsoft Exchange Server\n#Log-type: Message Tracking Log\n"
            + "#Fields: date-time,client-ip,client-hostname,server-ip",
        "#Software: Microsoft Exchange Server\n#Log-type: Transport Connectivity Log\n"
            + "#Fields: date-time,session,source,Destination,direction,description",
        "2024-01-25T15:14:39.026Z,08DC,SMTP,gmail.com,+,Undefined 0; x",
        "2024-01-25T15:14:39.026Z,1.2.3.4,host,5.6.7.8,srv,ctx,EX01\\C,SMTP,RECEIVE,1",
        "#Software: Microsoft Internet Information Services 10.0\n"
            + "#Fields: date time c-ip cs-method x-session x-fullpath",
        "#Software: Microsoft HTTP API 2.0\n#Fields: date time c-ip s-reason",
        "-----BEGIN CERTIFICATE-----",
        "",
        "\n\n"
      })
  void otherLogsAreNotGuessed(String log) {
    Verdict verdict = judge(log, "RECV1.LOG");
    assertThat(verdict.format()).isNull();
    assertThat(verdict.reason())
        .startsWith("is ")
        .satisfiesAnyOf(
            reason -> assertThat(reason).contains("which is not read"),
            reason -> assertThat(reason).isEqualTo("is no log of a known format"));
  }

  private static final String IIS = "#Software: Microsoft Internet Information Services 6.0\n";

  private static final String SMTP_SERVICE =
      "is a log of IIS's SMTP service (SMTPSVC), which is not read";

  private static final String NNTP_SERVICE =
      "is a log of IIS's NNTP service (NNTPSVC), which is not read";

  private static final String FTP_SERVICE =
      "is a log of IIS's FTP service (FTPSVC), which is not read";

  /**
   * By the instance, by the version, by commands and events; none of them in a folder that tells.
   */
  @ParameterizedTest
  @CsvSource({
    "s-sitename cs-method, SMTPSVC1 QUIT, SMTP",
    "cs-method s-sitename, GET SMTPSVC12, SMTP",
    "s-sitename, smtpsvc, SMTP",
    "cs-method cs-uri-stem cs-version, QUIT - SMTP, SMTP",
    "cs-method cs-uri-stem, EHLO -, SMTP",
    "cs-method cs-uri-stem, HELO -, SMTP",
    "cs-method cs-uri-stem, mail FROM, SMTP",
    "cs-method, RCPT, SMTP",
    "cs-method cs-uri-stem, OutboundConnectionResponse -, SMTP",
    "s-sitename cs-method, NNTPSVC1 POST, NNTP",
    "cs-method cs-uri-stem, group alt.test, NNTP",
    "cs-method cs-uri-stem, xover -, NNTP",
    "s-sitename cs-method, MSFTPSVC2 GET, FTP",
    "s-sitename cs-method, FTPSVC3 GET, FTP",
    "cs-method cs-uri-stem, [1]USER anonymous, FTP",
    "cs-method cs-uri-stem, [23]sent /a.txt, FTP",
    "cs-method cs-uri-stem, ControlChannelOpened -, FTP",
    "cs-method cs-uri-stem, DataChannelClosed -, FTP",
    "cs-method cs-uri-stem, STOR /a.txt, FTP",
    "cs-method cs-uri-stem, PASS ***, FTP",
    "cs-method x-session, X -, FTP",
    "x-fullpath c-ip, / -, FTP",
    "s-port cs-method cs-uri-stem, 21 AUTH TLS, FTP",
    "s-port cs-method, 25 QUIT, SMTP",
  })
  void logsOfIissOtherServicesAreNamed(String columns, String line, String service) {
    String log = IIS + "#Fields: date time " + columns + "\n2024-05-05 00:00:01 " + line + "\n";
    assertThat(judge(log, "/a/x.log").reason())
        .startsWith("is a log of IIS's " + service + " service (")
        .endsWith("), which is not read");
    // Of a header that says nothing of the software the columns tell whether it is IIS's.
    assertThat(judge(log.substring(IIS.length()), "/a/x.log").format()).isNull();
  }

  @Test
  void theServicesFolderTellsWhereNothingElseDoes() {
    String log = IIS + "#Fields: date time c-ip\n2024-05-05 00:00:01 192.0.2.9\n";
    assertThat(judge(log, "/a/SMTPSVC1/ex240505.log").reason()).isEqualTo(SMTP_SERVICE);
    assertThat(judge(log, "/a/nntpsvc1/2024/ex240505.log").reason()).isEqualTo(NNTP_SERVICE);
    assertThat(judge(log, "/a/logs.zip!/MSFTPSVC1/ex240505.log").reason()).isEqualTo(FTP_SERVICE);
    assertThat(judge(log, "/a/logs.zip!/x\\FTPSVC2\\u_ex240505.log").reason())
        .isEqualTo(FTP_SERVICE);
    assertThat(judge(log, "/SMTPSVC1/W3SVC1/ex240505.log").format()).isEqualTo(IisFormat.W3C);
    for (String path : new String[] {"/a/SMTPSVC1", "/SMTPSVC1.old/x", "/mySMTPSVC1/x", "/FTP/x"}) {
      assertThat(judge(log, path).format()).as(path).isEqualTo(IisFormat.W3C);
    }
    String bare = "2024-05-05 00:00:01 192.0.2.9 x SMTPSVC1 RELAY1\n";
    assertThat(judge(bare, "/a/SMTPSVC1/ex240505.log").reason()).isEqualTo(SMTP_SERVICE);
  }

  /** Anybody may send a web server anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EHLO - 400\nGET /owa/ 200",
        "GET /owa/ 200\nEHLO - 400\nMAIL - 400\nHELO - 400",
        "EHLO / 400",
        "MAIL /x 400",
        "POST /powershell 200\n[1]USER / 400",
        "USER / 400\nRPC_IN_DATA /rpc/rpcproxy.dll 200",
        "group / 400\nPOST /owa 200",
      })
  void aWebLogWithOddRequestsStaysOne(String requests) {
    String lines = requests.replaceAll("(?m)^", "2024-05-05 00:00:01 ");
    String log = IIS + "#Fields: date time cs-method cs-uri-stem sc-status\n" + lines + "\n";
    assertThat(judge(log, "/a/SMTPSVC1/x.log").format()).isEqualTo(IisFormat.W3C);
    String bySite =
        IIS
            + "#Fields: date time s-sitename cs-method cs-uri-stem sc-status x-session\n"
            + lines.replace("01 ", "01 W3SVC1 ").replaceAll("(?m)$", " -");
    assertThat(judge(bySite, "/a/FTPSVC1/x.log").format()).isEqualTo(IisFormat.W3C);
  }

  /** Only HTTP has user agents, and only its ports are these; the folder is a web site's. */
  @ParameterizedTest
  @CsvSource({
    "/a/x.log, cs(User-Agent), Agent/1",
    "/a/FTPSVC1/x.log, cs(User-Agent), Agent/1",
    "/a/x.log, s-port, 443",
    "/a/x.log, cs-version, HTTP/1.1",
    "/a/W3SVC1/x.log, s-computername, EX1",
  })
  void aWebLogWithNothingButOddRequestsStaysOne(String path, String column, String value) {
    for (String request : new String[] {"EHLO -", "USER /x", "LIST /", "[1]GET /x", "group -"}) {
      String log =
          IIS
              + "#Fields: date time x-session cs-method cs-uri-stem "
              + (column + "\n2024-05-05 00:00:01 - " + request + " " + value + "\n");
      assertThat(judge(log, path).format()).as(request).isEqualTo(IisFormat.W3C);
    }
  }

  /** Without paths most lines decide, for a command is no proof. */
  @Test
  void ofLogsWithoutPathsMostLinesDecide() {
    String fields = IIS + "#Fields: time cs-method\n";
    String smtp = "00:00:01 EHLO\n00:00:02 MAIL\n";
    String web = "00:00:03 GET\n";
    assertThat(judge(fields + smtp + web, "/a/x.log").reason()).isEqualTo(SMTP_SERVICE);
    assertThat(judge(fields + smtp + web.repeat(2), "/a/x.log").format()).isEqualTo(IisFormat.W3C);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.9, -, 5/5/2024, 7:55:20, W3SVC1, EX1, 192.0.2.1, 45, 163, 32, 200, 0, GET, /owa, -,"
            + "| a log in IIS's own format",
        "192.0.2.9, CORP\\a, 05.05.2024, 7:55:20, W3SVC12, EX1, 192.0.2.1, 45, 1, 3, 200, 0, GET, /,"
            + "| a log in IIS's own format",
        "192.0.2.9 - CORP\\a [05/May/2024:17:39:04 -0800] \"GET /owa HTTP/1.0\" 200 3401"
            + "| an access log in NCSA's format",
        "192.0.2.9 - - [05/May/2024:17:39:04 +0000] \"GET / HTTP/1.1\" 200 - \"-\" \"Agent\""
            + "| an access log in NCSA's format",
      })
  void webLogsInOtherFormatsAreNamedWithWhatToDo(String line, String format) {
    assertThat(judge(line + "\n", "/a/W3SVC1/in240505.log").reason())
        .isEqualTo(
            "is %s, which is not read: it cannot tell of TLS, as W3C's can".formatted(format));
  }

  /** A column of its own could tell of TLS. */
  @Test
  void anAccessLogWithFurtherColumnsIsOfNoKnownKind() {
    String line = "192.0.2.9 - - [05/May/2024:17:39:04 +0000] \"GET / HTTP/1.1\" 200 3401";
    assertThat(judge(line + "\n", "/a/x.log").isKnownKind()).isTrue();
    assertThat(judge(line + " TLSv1.2\n", "/a/x.log").isKnownKind()).isFalse();
  }

  /** And an FTP server web requests. */
  @Test
  void anFtpLogWithAWebRequestStaysOne() {
    String log =
        IIS
            + "#Fields: time cs-method cs-uri-stem\n00:00:01 GET /\n"
            + "00:00:02 USER x\n00:00:03 PASS -\n";
    assertThat(judge(log, "x").reason()).isEqualTo(FTP_SERVICE);
  }

  @Test
  void logsOfHttpSysAreNamedWithAndWithoutTheirSoftware() {
    String fields = "#Fields: date time c-ip cs-version cs-method cs-uri sc-status s-reason\n";
    for (String software : new String[] {"", "#Software: Microsoft HTTP API 2.0\n"}) {
      assertThat(judge(software + fields, "httperr1.log").reason())
          .isEqualTo("is an HTTPERR log (Microsoft HTTP API), which is not read");
    }
  }

  @Test
  void theCaseOfTheSmtpServiceIsNamed() throws IOException {
    Path path = Samples.example("service-smtpsvc1/SMTPSVC1/ex240505.log");
    byte[] log = Files.readAllBytes(path);
    byte[] head = Arrays.copyOf(log, LogHead.LENGTH);
    assertThat(DETECTOR.detect(new LogHead(head, log.length, "ex240505.log")).reason())
        .isEqualTo(SMTP_SERVICE);
  }

  @Test
  void aWebLogWithoutItsHeaderIsNamedSo() {
    Verdict verdict = judge("2024-01-25 15:14:39 10.0.0.4 GET /owa/ - 443\n", "x");
    assertThat(verdict.format()).isNull();
    assertThat(verdict.reason()).startsWith("looks like a W3C log without its #Fields line");
  }

  @Test
  void iisIsRecognisedByItsHeader() {
    assertThat(judge("#Fields: date time cs-uri-stem c-ip\n", "x").format())
        .isEqualTo(IisFormat.W3C);
  }

  @Test
  void anyBytesGetOneVerdict() {
    RandomCases.each(
        1_000,
        random -> {
          String any = RandomCases.text(random, 0, 255, RandomCases.LATIN1);
          String[] begins = {"", "#Fields: ", "2024-01-25T15:14:39Z,\"", smtp("C", "*,\"")};
          for (String begin : begins) {
            byte[] head = (begin + any).getBytes(StandardCharsets.ISO_8859_1);
            Verdict verdict = DETECTOR.detect(new LogHead(head, head.length, "x"));
            assertThat(verdict.format() == null).isNotEqualTo(verdict.reason() == null);
          }
        });
  }

  /** Patterns that recurse or backtrack would overflow the stack or never end. */
  @Test
  void longLinesAreJudgedToo() {
    for (String part : new String[] {"a", "\"\"", "\",\"", "1 ", "SP_PROT_T", "-", "T:"}) {
      String log = "2024-01-25T15:14:39.026Z,\"" + part.repeat(LogHead.LENGTH / part.length());
      assertThat(judge(log, "x").format()).as(part).isNull();
      byte[] noise = new byte[LogHead.LENGTH];
      new Random(part.hashCode()).nextBytes(noise);
      assertThat(DETECTOR.detect(new LogHead(noise, noise.length, "x")).format()).isNull();
    }
  }
}
