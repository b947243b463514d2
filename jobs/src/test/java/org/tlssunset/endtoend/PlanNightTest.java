package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** What a migration lead asks, from logs to the answer. */
class PlanNightTest {

  @TempDir private Path folder;

  private LogFiles archive;
  private String settings = "";

  @BeforeEach
  void files() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    archive = new LogFiles(folder.resolve("archive"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12),
        request("2024-03-02 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-03-02 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS10),
        request("2024-03-03 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS12),
        request("2024-03-03 08:00:00", "/owa/", "erin", "192.0.2.5", TLS12));
  }

  private Command run(String command, String... arguments) throws IOException {
    Path own = Files.writeString(folder.resolve("own.conf"), settings);
    return Command.on(folder.resolve("warehouse"), own, command, arguments);
  }

  private void nightly() throws IOException {
    Command night = run("nightly", "--archive", archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  private List<String> sql(String query) throws IOException {
    Command answer = run("sql", "--format", "csv", "-e", query);
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out().lines().skip(1).toList();
  }

  private List<String> statuses() throws IOException {
    return sql("SELECT party, status, since, dormant FROM client_status ORDER BY ALL");
  }

  @Test
  void statusesGoByTheLastDayOfEvidence() throws IOException {
    nightly();

    assertThat(statuses())
        .containsExactly(
            "bob,legacy-only,2024-03-02,false",
            "carol,modern-only,2024-03-01,false",
            "dave,mixed,2024-03-02,false",
            "erin,modern-only,2024-03-03,false");
    assertThat(sql("SELECT * FROM plan_clients")).isEmpty();

    archive.write(
        "u2.log", IIS_HEADER, request("2024-06-20 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS12));
    nightly();

    assertThat(statuses())
        .containsExactly(
            "bob,legacy-only,2024-03-02,true",
            "carol,modern-only,2024-03-01,true",
            "dave,migrated,2024-03-02,false",
            "erin,modern-only,2024-03-03,true");
  }

  @Test
  void eachRowOfAPlanHasItsProof() throws IOException {
    nightly();

    Command plan = run("plan", "--format", "json");

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    List<String> lines = plan.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(4)).startsWith("{\"summary\":{\"as_of\":\"2024-03-03\"");
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"party\":\"bob\"",
                        "\"status\":\"legacy-only\"",
                        "\"proof_line\":" + lineOf("bob"),
                        "\"effect\":\"stops\"",
                        "\"is_partly\":false"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"party\":\"dave\"", "\"effect\":\"stops\"", "partly\":true"))
        .anySatisfy(
            line -> assertThat(line).contains("\"party\":\"erin\"", "\"effect\":\"unaffected\""));
  }

  private int lineOf(String user) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("archive/u1.log"));
    return 1
        + lines.indexOf(
            lines.stream().filter(line -> line.contains(user)).findFirst().orElseThrow());
  }

  @Test
  void theNextStepIsWhatNobodyStopsForOverAListener() throws IOException {
    nightly();

    Command plan = run("plan");

    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out().lines().limit(2))
        .containsExactly(
            "plan      all before TLS 1.2 off at servers, by the evidence until 2024-03-03 (volumes: its last 30 days)",
            "next step nothing can go yet without a risk; the nearest is inbound: 2 of 4 parties may stop");
    assertThat(run("plan", "--protocol", "owa").out())
        .contains("nearest is inbound", "the same listeners serve more than was asked for");
    assertThat(run("plan", "--as-of", "2024-03-01").out())
        .contains(
            "for inbound http: of 1 party nobody stops", "no log of 10.0.0.5 tells of its smtp");
  }

  @Test
  void aNightWorksOutThePlanThatIsConfigured() throws IOException {
    settings =
        """
        tls-sunset {
          plan { disable = ["TLS 1.0", "TLS1.1"], on = "2024-06-01" }
          policy.exceptions = [
            { party = "192.0.2.0/30", reason = "an old press", until = "2024-12-31" }
            { party = dave, reason = "on leave", until = "2024-05-01" }
          ]
        }
        """;
    nightly();

    assertThat(sql("SELECT party, effect, is_partly, exception FROM plan_clients ORDER BY ALL"))
        .containsExactly(
            "bob,stops,false,\"an old press, until 2024-12-31\"",
            "carol,unaffected,false,\"an old press, until 2024-12-31\"",
            "dave,stops,true,",
            "erin,unaffected,false,");
    assertThat(
            sql(
                "SELECT effect, parties, excepted, users, versions, planned_on FROM plan_summary WHERE scope = 'all' ORDER BY ALL"))
        .containsExactly(
            "stops,2,1,2,\"TLS 1.0, TLS 1.1\",2024-06-01",
            "unaffected,2,1,2,\"TLS 1.0, TLS 1.1\",2024-06-01");
    assertThat(run("plan", "--on", "2024-06-01").out())
        .contains("EXPIRED   the exception of dave (on leave) was over on 2024-05-01");

    Path metrics = folder.resolve("night.prom");
    run("nightly", "--archive", archive.path(), "--metrics", metrics.toString());
    assertThat(metrics)
        .content()
        .contains(
            "tls_sunset_plan_parties{role=\"client\",effect=\"stops\"} 2",
            "tls_sunset_plan_parties{role=\"client\",effect=\"unknown\"} 0",
            "tls_sunset_changes{change=\"new-legacy\"} 0");

    settings = "tls-sunset.plan { disable = [TLS1.0], at = EX99 }";
    Command misnamed = run("nightly", "--archive", archive.path());
    assertThat(misnamed.exitCode()).isZero();
    assertThat(misnamed.err()).contains("plan.at is 'EX99', which is no TLS end that logs tell of");
    assertThat(sql("SELECT * FROM plan_clients")).isEmpty();

    settings = "";
    run("nightly", "--archive", archive.path(), "--metrics", metrics.toString());

    assertThat(sql("SELECT * FROM plan_clients")).isEmpty();
    assertThat(metrics)
        .content()
        .contains("tls_sunset_plan_parties{role=\"client\",effect=\"stops\"} 0");
  }

  @Test
  void changesAreThoseSinceTheRunBefore() throws IOException {
    nightly();
    assertThat(run("changes", "--fail-on", "new-legacy").exitCode()).isZero();

    archive.write(
        "u2.log",
        IIS_HEADER,
        request("2024-04-20 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS12),
        request("2024-04-20 08:00:00", "/EWS/x", "frank", "192.0.2.6", TLS10));
    nightly();

    Command second = run("changes", "--fail-on", "new-legacy,came-back", "--format", "csv");
    assertThat(second.exitCode()).isEqualTo(4);
    assertThat(second.out().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).contains("2024-04-20", "new-legacy", "frank", "legacy-only"),
            line -> assertThat(line).contains("2024-04-20", "gone", "dave", "mixed,migrated"));

    archive.write(
        "u3.log", IIS_HEADER, request("2024-04-21 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS10));
    nightly();

    assertThat(run("changes").out())
        .contains("changes   found with the last day of evidence: 0 new, 1 came back, 0 gone");
    assertThat(run("changes", "--fail-on", "new-legacy").exitCode()).isZero();
    assertThat(run("changes", "--since", "2024-03-03").out())
        .contains("found since 2024-03-03: 1 new, 1 came back, 1 gone");

    nightly(); // with nothing new
    assertThat(run("changes").out()).contains("0 new, 1 came back, 0 gone");
  }

  /** bob and dave are old on 2 March, a Saturday; of OWA a longer silence is asked. */
  @Test
  void eachWeekCountsWhoWasOldByItsOwnSilence() throws IOException {
    archive.write(
        "u2.log",
        IIS_HEADER,
        request("2024-03-02 08:00:00", "/owa/", "erin", "192.0.2.5", TLS10),
        request("2024-03-20 08:00:00", "/owa/", "erin", "192.0.2.5", TLS12));
    settings =
        "tls-sunset.policy { silence = 8d, overrides = [{ protocol = owa, silence = 20d }] }";
    nightly();

    assertThat(run("changes").out())
        .containsPattern("2024-02-19 +0\n +2024-02-26 +3 #+\n +2024-03-04 +1 #+\n")
        .containsPattern("2024-03-11 +1 #+\n +2024-03-18 +1 #+\n");
  }

  /** What was found before goes with the names, and nobody is called gone or new for that. */
  @Test
  void whoIsForgottenOrCalledOtherwiseIsNoChange() throws IOException {
    nightly();
    archive.write(
        "u2.log",
        IIS_HEADER,
        request("2024-03-05 08:00:00", "/EWS/x", "frank", "192.0.2.6", TLS10));
    nightly();
    assertThat(sql("SELECT change, party FROM changes")).containsExactly("new-legacy,frank");

    Command forgotten =
        Command.run(
            "forget", "--warehouse", folder.resolve("warehouse").toString(), "--user", "frank");
    assertThat(forgotten.exitCode()).as(forgotten.err()).isLessThan(4);
    assertThat(sql("SELECT change, party FROM changes")).isEmpty();

    settings = "tls-sunset.rollup.identify = none";
    nightly();
    assertThat(sql("SELECT change, party FROM changes")).isEmpty();
    assertThat(sql("SELECT party FROM client_status WHERE status = 'legacy-only'"))
        .containsExactly("192.0.2.1");
  }

  @Test
  void whoLosesItsNameForItsAgeIsNoChange() throws IOException {
    archive = new LogFiles(folder.resolve("aging"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        daysAgo(60, "carol", "192.0.2.3", TLS12),
        daysAgo(50, "bob", "192.0.2.1", TLS10));
    nightly();
    archive.write(
        "u2.log",
        IIS_HEADER,
        daysAgo(40, "frank", "192.0.2.6", TLS10),
        daysAgo(30, "carol", "192.0.2.3", TLS12));
    nightly();
    String changes = "SELECT change, party, client, user_name, status FROM changes ORDER BY ALL";
    assertThat(sql(changes)).containsExactly("new-legacy,frank,192.0.2.6,frank,legacy-only");

    settings = "tls-sunset.maintain.keep-users = 20d";
    assertThat(run("maintain").exitCode()).isZero();

    assertThat(sql("SELECT party FROM client_status ORDER BY ALL"))
        .containsExactly("192.0.2.1", "192.0.2.3", "192.0.2.6");
    assertThat(sql(changes)).containsExactly("new-legacy,,,,legacy-only");

    archive.write("u3.log", IIS_HEADER, daysAgo(10, "dave", "192.0.2.4", TLS10));
    nightly();
    assertThat(sql(changes))
        .containsExactly("new-legacy,,,,legacy-only", "new-legacy,dave,192.0.2.4,dave,legacy-only");

    // A late log of a day that keeps no names: nobody has lost one.
    archive.write("u4.log", IIS_HEADER, daysAgo(25, "zed", "192.0.2.9", TLS10));
    nightly();
    assertThat(sql("SELECT change, party FROM changes WHERE party = '192.0.2.9'"))
        .containsExactly("new-legacy,192.0.2.9");

    settings = "tls-sunset.maintain { keep-observations = 15d, keep-rollups = 15d }";
    assertThat(run("maintain").exitCode()).isZero();
    assertThat(sql(changes))
        .containsExactly(
            "new-legacy,192.0.2.9,192.0.2.9,,legacy-only",
            "new-legacy,dave,192.0.2.4,dave,legacy-only");
  }

  private static String daysAgo(int days, String user, String address, String tls) {
    String at = LocalDate.now(ZoneOffset.UTC).minusDays(days) + " 08:00:00";
    return request(at, "/EWS/x", user, address, tls);
  }

  /** One that is rarely there would come back after the days of silence. */
  @Test
  void whoUsedOldAndNewSideBySideIsInDoubtThoughItWentOver() throws IOException {
    archive = new LogFiles(folder.resolve("sides"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-01-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12),
        request("2024-01-03 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS10),
        request("2024-01-04 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12),
        request("2024-02-20 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12));
    nightly();
    assertThat(statuses()).contains("bob,migrated,2024-01-03,false");
    assertThat(run("plan").out()).doesNotContain("side by side");

    archive.write(
        "u2.log", IIS_HEADER, request("2024-01-02 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12));
    nightly();
    assertThat(statuses()).contains("bob,migrated,2024-01-03,false");
    assertThat(run("plan").out())
        .contains("no: 1 went over that used old and new side by side: they may be two machines");

    archive.write(
        "u3.log", IIS_HEADER, request("2024-05-20 08:00:00", "/EWS/x", "bob", "192.0.2.1", TLS12));
    nightly();
    assertThat(run("plan").out()).doesNotContain("side by side");
  }

  /** A scanner that comes through it never used the service: no plan is for it. */
  @Test
  void whoStopsWithAProxyIsCountedAndWhoNeverUsedTheServiceIsNot() throws IOException {
    archive = new LogFiles(folder.resolve("behind"));
    archive.write(
        "u1.log",
        IIS_HEADER + " X-Forwarded-For",
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12) + " -",
        request("2024-03-04 08:00:00", "/EWS/x", "ann", "10.9.0.9", TLS10) + " 198.51.100.1",
        request("2024-03-04 09:00:00", "/EWS/x", "-", "10.9.0.9", TLS10).replace(" 200 ", " 401 ")
            + " 198.51.100.9");
    settings =
        "tls-sunset.proxies = [{ name = KEMP, networks = [\"10.9.0.9\"], kind = tls-ending }]";
    nightly();

    assertThat(run("plan").out())
        .contains("along     proxy KEMP (inbound ews) stops: 1 clients come through it and go");
    assertThat(run("plan", "--format", "csv").out().lines())
        .filteredOn(line -> line.contains("198.51.100.9"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line).contains(",no-use,", ",unaffected,never used the service,false,"));
  }

  /** Nobody tells its address; it signed in, and the proxy tells its TLS. */
  @Test
  void whoSignsInBehindAProxyIsAPartyWithoutAnAddress() throws IOException {
    archive = new LogFiles(folder.resolve("proxied"));
    String fields = IIS_HEADER + " X-Forwarded-For X-TLS";
    archive.write(
        "u1.log",
        fields,
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "10.9.0.9", TLS12)
            + " 198.51.100.7 TLSv1.2",
        request("2024-03-04 08:00:00", "/EWS/x", "dan", "10.9.0.9", TLS12) + " - TLSv1");
    settings =
        """
        tls-sunset {
          proxies = [{
            name = KEMP, networks = ["10.9.0.9"], kind = tls-ending, tls-version-fields = ["X-TLS"]
          }]
          plan { disable = ["TLS 1.0"], at = everywhere }
        }
        """;
    nightly();

    assertThat(
            sql(
                "SELECT party, client, status, effect FROM plan_clients WHERE role = 'client' ORDER BY 1"))
        .containsExactly(
            "carol,198.51.100.7,modern-only,unaffected", "dan,10.9.0.9 dan,legacy-only,stops");
    assertThat(run("plan", "--at", "KEMP").out()).contains("1 of 3 parties may stop");
  }

  @Test
  void aNameThatNobodyHasIsAnError() throws IOException {
    nightly();

    Command plan = run("plan", "--at", "EX99");

    assertThat(plan.exitCode()).isEqualTo(2);
    assertThat(plan.err()).contains("--at is 'EX99', which is no TLS end that logs tell of");
    settings =
        "tls-sunset.proxies = [{ name = KEMP-1, networks = [\"10.0.0.9\"], kind = tls-ending }]";
    nightly();
    assertThat(run("plan", "--at", "kemp-1").out())
        .contains("next step none: nobody was seen at kemp-1");
    assertThat(run("plan", "--disable", "TLS9").err())
        .contains("--disable holds 'TLS9', no version");
    assertThat(run("plan", "--protocol", "gopher").err()).contains("--protocol is 'gopher': give");
    assertThat(run("changes", "--fail-on", "everything").exitCode()).isEqualTo(2);
  }

  @Test
  void definitionsArePrintedWithoutAWarehouse() {
    Command explained = Command.run("plan", "--explain");

    assertThat(explained.exitCode()).isZero();
    assertThat(explained.out()).contains("legacy-only", "falls-to-cleartext", "server_capability");
  }
}
