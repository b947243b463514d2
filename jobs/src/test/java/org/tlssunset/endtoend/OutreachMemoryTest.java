package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** What owners were told is remembered, and the next letters go on from there. */
class OutreachMemoryTest {

  private static final String SETTINGS =
      """
      tls-sunset {
        outreach { organisation = "Contoso IT, Messaging", contact = "messaging@contoso.com" }
        plan { disable = ["TLS 1.0", "TLS 1.1"], on = "2027-03-01" }
      }
      """;

  private static final String ALL =
      "SELECT owner, sent_on, letter, user_name FROM outreach_letters ORDER BY ALL";

  @TempDir private Path folder;

  private LogFiles archive;

  @BeforeEach
  void night() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    Files.writeString(folder.resolve("own.conf"), SETTINGS);
    archive = new LogFiles(folder.resolve("archive"));
    owners("192.0.2.0/24;;Desktop;desktop@contoso.com;en", "10.0.0.0/8;;Werk;werk@contoso.com;de");
    night(
        "u1.log",
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12),
        request("2024-03-02 08:00:00", "/EWS/x", "CONTOSO\\bob", "192.0.2.1", TLS10),
        request("2024-03-02 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS10),
        request("2024-03-02 08:00:00", "/EWS/x", "hans", "10.0.0.7", TLS10),
        request("2024-03-02 08:00:00", "/EWS/x", "frank", "198.51.100.6", TLS10));
  }

  private void night(String log, String... lines) throws IOException {
    archive.write(
        log, Stream.concat(Stream.of(IIS_HEADER), Stream.of(lines)).toArray(String[]::new));
    Command night = command("nightly", "--archive", archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  /** Bob and Hans went over, Dave did not, Erin is new. */
  private void secondNight() throws IOException {
    night(
        "u2.log",
        request("2024-05-09 08:00:00", "/EWS/x", "CONTOSO\\bob", "192.0.2.1", TLS12),
        request("2024-05-09 08:00:00", "/EWS/x", "hans", "10.0.0.7", TLS12),
        request("2024-05-09 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS10),
        request("2024-05-10 08:00:00", "/EWS/x", "erin", "192.0.2.5", TLS10));
  }

  private void owners(String... lines) throws IOException {
    Files.write(
        folder.resolve("owners.csv"),
        Stream.concat(Stream.of("network;user;owner;mail;language"), Stream.of(lines)).toList());
  }

  private Command command(String name, String... arguments) {
    return Command.on(folder.resolve("warehouse"), folder.resolve("own.conf"), name, arguments);
  }

  private Command outreach(String... arguments) {
    return command(
        "outreach",
        Stream.concat(
                Stream.of(
                    "--out",
                    folder.resolve("letters").toString(),
                    "--owners",
                    folder.resolve("owners.csv").toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void done(Command command) {
    assertThat(command.exitCode()).as(command.err()).isZero();
  }

  private List<String> sql(String query) {
    Command sql = command("sql", "-e", query, "--format", "csv");
    assertThat(sql.exitCode()).as(sql.err()).isZero();
    return sql.out().lines().skip(1).toList();
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve("letters").resolve(name));
  }

  private Map<String, String> all() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("letters"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file.toString(), Files.readString(file));
      }
    }
    return all;
  }

  private List<Map<String, String>> rows(String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(written(name).substring(1), format)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }

  /** What an index says of letters: owner, letter, last_letter, new, still, done. */
  private List<String> index() throws IOException {
    return rows("index.csv").stream()
        .map(
            row ->
                Stream.of("owner", "letter", "last_letter", "new", "still", "done")
                    .map(row::get)
                    .toList()
                    .toString())
        .toList();
  }

  private static String joined(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void aDryRunRemembersNothingAndARunForADayCanBeRepeated() throws IOException {
    done(outreach());
    assertThat(sql(ALL)).isEmpty();
    assertThat(index()).containsExactly("[Desktop, 1, , 2, 0, 0]", "[Werk, 1, , 1, 0, 0]");
    Map<String, String> dry = all();

    done(outreach("--sent", "2024-03-10"));

    assertThat(all()).isEqualTo(dry);
    List<String> told = sql(ALL);
    assertThat(told)
        .containsExactly(
            "Desktop,2024-03-10,1,CONTOSO\\bob",
            "Desktop,2024-03-10,1,dave",
            "Werk,2024-03-10,1,hans");

    done(outreach("--sent", "2024-03-10"));

    assertThat(all()).isEqualTo(dry);
    assertThat(sql(ALL)).isEqualTo(told);

    owners("192.0.2.1;;Desktop;;"); // the same day again: what it told otherwise is replaced
    done(outreach("--sent", "2024-03-10"));

    assertThat(sql(ALL)).containsExactly("Desktop,2024-03-10,1,CONTOSO\\bob");
  }

  @Test
  void theSecondLetterTellsWhatIsDoneStillOpenAndNew() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    secondNight();

    done(outreach("--sent", "2024-05-12"));

    assertThat(index())
        .containsExactly("[Desktop, 2, 2024-03-10, 1, 1, 1]", "[Werk, , 2024-03-10, 0, 0, 1]");
    assertThat(rows("index.csv").get(1))
        .containsEntry("mail", "werk@contoso.com")
        .containsEntry("language", "de")
        .containsEntry("clients", "0")
        .containsEntry("folder", "");
    assertThat(folder.resolve("letters/Werk")).doesNotExist();
    assertThat(rows("Desktop/clients.csv"))
        .extracting(
            row -> row.get("user_name"), row -> row.get("first_told"), row -> row.get("told"))
        .containsExactlyInAnyOrder(tuple("dave", "2024-03-10", "1"), tuple("erin", "", "0"));
    String letter = written("Desktop/letter.txt");
    assertThat(letter)
        .startsWith(
            "Subject: Reminder: old TLS on 2 of your systems: please act before 1 March 2027\n")
        .contains("\nDone since our letter of 10 March 2024\n")
        .contains("- 192.0.2.1: Exchange Web Services (EWS), to our servers")
        .contains("   told:       on 10 March 2024\n", "   told:       new since our last letter\n")
        .doesNotContain("{{", "decide");
    assertThat(joined(letter))
        .contains(
            "Thank you: one entry of our letter of 10 March 2024 is done, one is still open, and one is"
                + " new. On 1 March 2027 we will switch off TLS 1.0 and TLS 1.1 on the"
                + " mail servers (Exchange)");
    assertThat(written("Desktop/letter.html"))
        .contains("<h2>Done since our letter of 10\u00a0March\u00a02024</h2>")
        .doesNotContain("{{");
    assertThat(
            sql("SELECT sent_on, letter, count(*) FROM outreach_letters GROUP BY 1, 2 ORDER BY 1"))
        .containsExactly("2024-03-10,1,3", "2024-05-12,2,2");
  }

  @Test
  void whatWasToldTwiceIsAskedForFirmly() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    done(outreach("--sent", "2024-04-10"));
    assertThat(joined(written("Werk/letter.txt")))
        .startsWith(
            "Betreff: Erinnerung: altes TLS auf einem Ihrer Systeme: bitte vor dem 1. März 2027")
        .contains(
            "Wir möchten Sie freundlich an unseren Brief vom 10. März 2024 erinnern: Ein Eintrag ist"
                + " noch offen.",
            "gemeldet: am 10. März 2024");

    done(outreach("--sent", "2024-05-10"));

    assertThat(index())
        .containsExactly("[Desktop, 3, 2024-04-10, 0, 2, 0]", "[Werk, 3, 2024-04-10, 0, 1, 0]");
    assertThat(joined(written("Desktop/letter.txt")))
        .startsWith(
            "Subject: Please decide: old TLS on 2 of your systems, which we switch off on 1 March 2027 ")
        .contains(
            "We have written to you about old TLS before, first on 10 March 2024 and last on 10 April"
                + " 2024. Nothing that the last letter lists has changed in our logs since: 2 entries are still"
                + " open, the oldest since our letter of 10 March 2024.",
            "The date stands: on 1 March 2027 we will switch off",
            "told: first on 10 March 2024, 2 times so far",
            "Please let us know by 1 February 2027 on which day each entry will be done",
            "Your answer goes to messaging@contoso.com, where exceptions are decided.");
    assertThat(joined(written("Werk/letter.txt")))
        .contains(
            "Es bleibt dabei: Am 1. März 2027 schalten wir TLS 1.0 und TLS 1.1",
            "Offen ist noch ein Eintrag, seit unserem Brief vom 10. März 2024.",
            "gemeldet: zuerst am 10. März 2024, bisher 2-mal");

    done(outreach("--on", "2027-04-01"));

    assertThat(joined(written("Desktop/letter.txt")))
        .contains(
            "On 1 April 2027, and not on 1 March 2027 as our last letter said, we will switch")
        .doesNotContain("The date stands");
  }

  @Test
  void whoDidAllIsThankedAndToldWhatIsNew() throws IOException {
    owners("192.0.2.1;;Desktop;;", "192.0.2.5;;Desktop;;", "10.0.0.0/8;;Werk;;de");
    done(outreach("--sent", "2024-03-10"));
    done(outreach("--sent", "2024-04-10"));
    secondNight();
    owners("192.0.2.1;;Desktop;;", "192.0.2.5;;Desktop;;de", "10.0.0.0/8;;Werk;;de");

    done(outreach());

    String letter = joined(written("Desktop/letter.txt"));
    assertThat(letter)
        .startsWith(
            "Betreff: Altes TLS auf einem weiteren Ihrer Systeme: bitte vor dem 1. März 2027")
        .contains(
            "Am 10. April 2024 haben wir Ihnen wegen alter TLS-Versionen auf Ihren Systemen geschrieben."
                + " Von diesem Brief ist nichts mehr offen: vielen Dank. Seitdem haben wir in unseren"
                + " Protokolldateien ein weiteres Ihrer Systeme gefunden, das auf eine alte Version"
                + " angewiesen ist.",
            "Seit unserem Brief vom 10. April 2024 erledigt")
        .doesNotContain("bleibt dabei", "Erinnerung");
    assertThat(index())
        .containsExactly("[Desktop, 3, 2024-04-10, 1, 0, 1]", "[Werk, , 2024-04-10, 0, 0, 1]");
  }

  @Test
  void whatGoesToAnotherOwnerIsNotDone() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    owners("192.0.2.1;;Desktop;;", "192.0.2.4;;Helpdesk;;");

    done(outreach());

    assertThat(index())
        .containsExactly("[Desktop, 2, 2024-03-10, 0, 1, 0]", "[Helpdesk, 1, , 1, 0, 0]");
  }

  @Test
  void anotherPlanBeginsAnewAndLaterLettersComeLater() throws IOException {
    done(outreach("--sent", "2024-04-10"));

    done(outreach("--disable", "TLS1.0", "--sent", "2024-03-10"));

    assertThat(index()).containsExactly("[Desktop, 1, , 2, 0, 0]", "[Werk, 1, , 1, 0, 0]");
    Command earlier = outreach("--sent", "2024-03-10");
    assertThat(earlier.exitCode()).isEqualTo(2);
    assertThat(earlier.err())
        .contains("letters of 2024-04-10 about this plan are remembered, and 2024-03-10 is before");

    Command never = outreach("--unsent", "2024-04-11");
    assertThat(never.exitCode()).isEqualTo(2);
    assertThat(never.err())
        .contains(
            "no letters of 2024-04-11 about this plan are remembered: the last are of 2024-04-10");
    assertThat(outreach("--unsent", "2024-04-10", "--sent", "2024-04-10").exitCode()).isEqualTo(2);

    done(outreach("--unsent", "2024-04-10"));

    assertThat(index()).containsExactly("[Desktop, 1, , 2, 0, 0]", "[Werk, 1, , 1, 0, 0]");
    assertThat(sql("SELECT DISTINCT versions, sent_on FROM outreach_letters"))
        .containsExactly("TLS 1.0,2024-03-10");
  }

  @Test
  void lettersThatCouldNotBeWrittenAreNotRemembered() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("letter.de.txt.mustache"), "{{ownr}}\n");

    Command outreach = outreach("--sent", "2024-03-10", "--templates", templates.toString());

    assertThat(outreach.exitCode()).isEqualTo(2);
    assertThat(sql(ALL)).isEmpty();
  }

  @Test
  void whoIsForgottenIsNotRemembered() throws IOException {
    done(outreach("--sent", "2024-03-10"));

    done(command("forget", "--user", "contoso\\bob", "--client", "10.0.0.7"));

    assertThat(sql(ALL)).containsExactly("Desktop,2024-03-10,1,dave");
  }

  private void settings(String more) throws IOException {
    Files.writeString(folder.resolve("own.conf"), SETTINGS + "tls-sunset { " + more + " }\n");
  }

  @Test
  void namesGoWithTheirDaysAndNobodyIsCalledDoneForThat() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    settings("maintain { keep-users = 30d }");

    Command maintain = command("maintain");

    done(maintain);
    assertThat(maintain.out())
        .contains("outreach_letters: who signed in taken out of 3 rows of before ");
    assertThat(
            sql(
                "SELECT letter, party, client, user_name, count(*) FROM outreach_letters GROUP BY ALL"))
        .containsExactly("1,,,,3");
    done(outreach());
    assertThat(rows("index.csv"))
        .extracting(row -> row.get("owner"), row -> row.get("letter"), row -> row.get("done"))
        .containsExactly(tuple("Desktop", "2", "0"), tuple("Werk", "2", "0"));
    assertThat(written("Desktop/letter.txt"))
        .startsWith("Subject: Old TLS on 2 of your systems")
        .doesNotContain("told:", "thank you", "new");
    assertThat(command("maintain").out()).doesNotContain("outreach_letters: who");
  }

  @Test
  void namesGoWhereTheyAreNoLongerToBeKept() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    settings("rollup { identify = none }");

    done(command("rollup"));

    assertThat(sql("SELECT party, client, user_name, count(*) FROM outreach_letters GROUP BY ALL"))
        .containsExactly(",,,3");
    done(outreach("--sent", "2024-04-10"));
    done(command("rollup")); // what was told since is called as it is to be

    assertThat(
            sql(
                "SELECT party, user_name FROM outreach_letters WHERE sent_on = '2024-04-10' ORDER BY 1"))
        .containsExactly("10.0.0.7,", "192.0.2.1,", "192.0.2.4,");
  }

  @Test
  void lettersGoWithTheDaysOfTheRollups() throws IOException {
    done(outreach("--sent", "2024-03-10"));
    settings("maintain { keep-rollups = 30d, keep-observations = 30d }");

    Command maintain = command("maintain");

    done(maintain);
    assertThat(maintain.out()).contains("outreach_letters: 3 rows of before ");
    assertThat(sql(ALL)).isEmpty();
  }
}
