package org.tlssunset.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.Samples;
import org.tlssunset.cli.Run;

class InspectTest {

  private static final String IIS =
      """
      #Software: Microsoft Internet Information Services 10.0
      #Fields: date time s-ip cs-method cs-uri-stem s-port cs-username c-ip cs(User-Agent) crypt-protocol crypt-cipher crypt-hash crypt-keyexchange
      2024-05-01 10:00:01 10.0.0.9 POST /EWS/Exchange.asmx 443 CORP\\anna 192.0.2.7 Mac+Mail 40 6610 8004 ae06
      2024-05-01 10:59:59 10.0.0.9 POST /EWS/Exchange.asmx 443 CORP\\anna 192.0.2.7 Mac+Mail 40 6610 8004 ae06
      2024-05-01 11:0
      """;

  private static final String FIRST =
      """
      2024-05-01T23:59:58.000Z,EX01\\Default Frontend EX01,08DC00000000000A,0,10.0.0.9:25,192.0.2.8:4000,+,,
      2024-05-01T23:59:59.000Z,EX01\\Default Frontend EX01,08DC00000000000A,1,10.0.0.9:25,192.0.2.8:4000,<,EHLO scanner.example,
      """;

  private static final String SECOND =
      """
      2024-05-02T00:00:00.000Z,EX01\\Default Frontend EX01,08DC00000000000A,2,10.0.0.9:25,192.0.2.8:4000,<,MAIL FROM:<a@example.com>,
      2024-05-02T00:00:01.000Z,EX01\\Default Frontend EX01,08DC00000000000A,3,10.0.0.9:25,192.0.2.8:4000,-,,Local
      """;

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aFilesNameCannotTalkToTheTerminal() throws IOException {
    String log = file("u_\u001b7ex.log", IIS);
    Run run = Run.of("inspect", log, log + ".\u001b7");
    Run read = Run.of("inspect", log);

    assertThat(run.err()).contains("does not exist");
    assertThat(read.out()).contains("u_\uFFFD7ex.log: iis");
    assertThat(run.err() + read.out() + read.err()).doesNotContain("\u001b");
  }

  @Test
  void aTableShowsRowsRejectsAndTotals() throws IOException {
    String log = file("u_ex240501.log", IIS);
    Run run = Run.of("inspect", log);

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .anyMatch(line -> line.equals(log + ": iis"))
        .anyMatch(
            line ->
                line.matches(
                    ".*ews +192\\.0\\.2\\.7 .*CORP.anna +negotiated +client +TLS 1\\.0 .*"))
        .anyMatch(
            line ->
                line.equals(
                    log
                        + ":5: rejected, field-count: 2 fields where #Fields names 13: 2024-05-01 11:0"))
        .anyMatch(
            line ->
                line.equals(log + ": 5 lines = 2 used + 2 comments + 1 rejected; 1 observations"));
  }

  @Test
  void whatIsIgnoredOrDeliberatelyNotReadIsNoFailure() throws IOException {
    String log = file("u.log", IIS.replace("2024-05-01 11:0\n", ""));
    String tracking = file("MSGTRK1.LOG", "#Log-type: Message Tracking Log\n");
    String notes = file("notes.txt", "whatever");
    String config = file("own.conf", "tls-sunset.ignore = [\"*.txt\", \"*.conf\"]");

    Run run = Run.of("inspect", "--config", config, folder.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(log + ": iis")
        .contains(tracking)
        .contains("is a log of the type 'Message Tracking Log', which is not read")
        .doesNotContain(notes);
    assertThat(Run.of("inspect", folder.toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void csvHasTheObservationsAloneOnStandardOutput() throws IOException {
    Run run = Run.of("inspect", "--format", "csv", file("u_ex240501.log", IIS));

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).startsWith("observed_on,started_at,ended_at,source,");
    assertThat(run.out().lines().skip(1))
        .first()
        .asString()
        .startsWith(
            "2024-05-01,2024-05-01T10:00:01Z,2024-05-01T10:59:59Z,iis,10.0.0.9,inbound,ews,");
    assertThat(run.err()).contains("rejected, field-count").contains("5 lines =");
  }

  @Test
  void jsonTellsKindsApart() throws IOException {
    Run run = Run.of("inspect", "--format", "json", file("u_ex240501.log", IIS));

    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out().lines())
        .anyMatch(
            line -> line.startsWith("{\"kind\":\"observation\"") && line.contains("\"requests\":2"))
        .anyMatch(
            line -> line.startsWith("{\"kind\":\"rejected\"") && line.contains("\"source_line\":5"))
        .anyMatch(line -> line.startsWith("{\"kind\":\"log\"") && line.contains("\"lines\":5"));
  }

  @Test
  void aColumnOfAddressesThatNothingReadsIsNamedWithTheSetting() throws IOException {
    String log =
        file(
            "u_ex240501.log",
            """
            #Fields: date time cs-method c-ip OriginalClientIP
            2024-05-01 10:00:01 GET 10.0.0.9 192.0.2.7
            """);
    String setting = "tls-sunset.iis.forwarded-for-fields += \"OriginalClientIP\"";
    assertThat(Run.of("inspect", log).out().lines())
        .contains(
            log
                + ": column OriginalClientIP holds addresses and is not read;"
                + " if a proxy forwards its clients' there: "
                + setting);
    assertThat(Run.of("inspect", "--format", "json", log).out())
        .contains("\"unknown_address_columns\":[\"OriginalClientIP\"]");
    assertThat(Run.of("inspect", "--format", "csv", log).err()).contains(setting);

    Path own = Files.writeString(folder.resolve("own.conf"), setting);
    Run told = Run.of("inspect", "--format", "json", "--config", own.toString(), log);
    assertThat(told.out())
        .contains(
            "\"unknown_address_columns\":[]",
            "\"forwarded_for\":\"OriginalClientIP=192.0.2.7\"",
            "\"client_ip\":\"10.0.0.9\"");
  }

  @Test
  void bytesOfRejectedLinesThatAreNoTextAreVisible() throws IOException {
    Path log = folder.resolve("u_ex240501.log");
    Files.write(
        log,
        "#Fields: date time cs-method\nD\\M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Run.of("inspect", log.toString()).out())
        .contains("1 field where #Fields names 3: D\\M\\xfcller");
  }

  @Test
  void aSessionOverTwoFilesIsOneRow() throws IOException {
    Run run =
        Run.of(
            "inspect",
            "--format",
            "csv",
            file("RECV2024050123-1.LOG", FIRST),
            file("RECV2024050200-1.LOG", SECOND));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("scanner.example").contains(",cleartext,client,");
  }

  @Test
  void partsAreJoinedInTheOrderOfTheirLines() throws IOException {
    // By its name the tenth file is listed before the second.
    String[] lines = SECOND.split("\n");
    file("RECV20240501-1.LOG", FIRST);
    file("RECV20240501-2.LOG", lines[0] + "\n");
    file(
        "RECV20240501-10.LOG",
        lines[1].replace("-,,Local", ">,250 2.1.0 Sender OK,")
            + "\n"
            + lines[1].replace(",3,10.", ",4,10.")
            + "\n");
    Run run = Run.of("inspect", "--format", "csv", folder.toString());

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains(",cleartext,client,");
  }

  @Test
  void namesWhatIsNoLogAndGoesOn() throws IOException {
    file("a-readme.txt", "These are the logs of May.\n");
    file("b-empty.log", "");
    file("u_ex240501.log", IIS);
    Run run = Run.of("inspect", folder.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("a-readme.txt: not read: it is no log of a known format")
        .contains("b-empty.log: empty")
        .contains("192.0.2.7");
  }

  @Test
  void realLinesAreRead() {

    Run run = Run.of("inspect", "--format", "csv", Samples.path("smtp-send").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("192.168.1.42").contains("TLS 1.2");
  }

  @Test
  void aSessionThatBeganElsewhereIsNoZero() throws IOException {
    String log = file("RECV2024050123-1.LOG", FIRST);

    for (String format : new String[] {"table", "csv"}) {
      Run run = Run.of("inspect", "--format", format, log);
      assertThat((run.out() + run.err()).lines())
          .contains(
              log
                  + ": 2 lines = 2 used + 0 comments + 0 rejected; 1 session that began or ended outside it",
              "1 log: 2 lines = 2 used + 0 comments + 0 rejected; 1 observations");
    }
    assertThat(Run.of("inspect", "--format", "json", log).out().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("\"observations\":0,\"open_sessions\":1"));
  }

  @Test
  void aPeerWithoutAnAddressShowsAsLogged() throws IOException {
    String log =
        file("u_ex240501.log", IIS.replace("192.0.2.7", "10.**.**.168").replace("11:0\n", ""));

    assertThat(Run.of("inspect", log).out().lines())
        .anyMatch(line -> line.matches(".* client +client_name .*"))
        .anyMatch(line -> line.matches(".*ews +10\\.\\*\\*\\.\\*\\*\\.168 CORP.anna .*"));
    assertThat(Run.of("inspect", "--format", "csv", log).out().lines())
        .anyMatch(line -> line.endsWith(",client"))
        .anyMatch(line -> line.endsWith(",10.**.**.168 CORP\\anna"));
    assertThat(Run.of("inspect", "--format", "json", log).out())
        .contains("\"client\":\"10.**.**.168 CORP\\\\anna\"");
  }
}
