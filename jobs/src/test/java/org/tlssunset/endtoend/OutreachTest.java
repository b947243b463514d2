package org.tlssunset.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tlssunset.ingest.LogFiles.IIS_HEADER;
import static org.tlssunset.ingest.LogFiles.TLS10;
import static org.tlssunset.ingest.LogFiles.TLS12;
import static org.tlssunset.ingest.LogFiles.handshake;
import static org.tlssunset.ingest.LogFiles.received;
import static org.tlssunset.ingest.LogFiles.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.warehouse.SharedSpark;

/** From logs to the letters of owners. */
class OutreachTest {

  private static final String SETTINGS =
      """
      tls-sunset {
        outreach { organisation = "Contoso IT, Messaging", contact = "messaging@contoso.com" }
        name-files = ["%s"]
        plan { disable = ["TLS 1.0", "TLS 1.1"], on = "2027-03-01" }
      }
      """;

  private static final String OLD = "2024-03-02 08:00:00";

  @TempDir private Path folder;

  private LogFiles archive;
  private Path owners;

  @BeforeEach
  void night() throws IOException {
    SharedSpark.emptyWarehouse(folder.resolve("warehouse"));
    owners = folder.resolve("owners.csv");
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "192.0.2.7 scan-7.contoso.com\n");
    Files.writeString(folder.resolve("own.conf"), SETTINGS.formatted(hosts));
    archive = new LogFiles(folder.resolve("archive"));
    archive.write(
        "u1.log",
        IIS_HEADER,
        request("2024-03-01 08:00:00", "/EWS/x", "carol", "192.0.2.3", TLS12),
        request(OLD, "/EWS/x", "CONTOSO\\bob", "192.0.2.1", TLS10),
        request(OLD, "/EWS/x", "dave", "192.0.2.4", TLS10),
        request("2024-03-03 08:00:00", "/EWS/x", "dave", "192.0.2.4", TLS12),
        request(OLD, "/EWS/x", "=cmd|'/c", "192.0.2.5", TLS10),
        request(OLD, "/EWS/x", "FABRIKAM\\frank", "198.51.100.6", TLS10));
    archive.write(
        "RECV20240301-1.LOG",
        Stream.of(
                mail("08D1", 1, "192.0.2.9", "mx.example", "TLS1_2"),
                mail("08D2", 2, "192.0.2.7", "BRN001122334455", "TLS1_0"),
                mail("08D3", 2, "192.0.2.8", "<script>alert(1)</script>", "TLS1_0"))
            .flatMap(lines -> lines)
            .toArray(String[]::new));
    Command night = command("nightly", "--archive", archive.path());
    assertThat(night.exitCode()).as(night.err()).isZero();
  }

  /** A session of a day of March 2024 in which a mail was sent. */
  private static Stream<String> mail(
      String session, int day, String peer, String name, String version) {
    List<String> events =
        List.of(
            "+,,",
            ">,220 EX1 ready,",
            "<,EHLO " + name + ",",
            ">,250 EX1 Hello,",
            "<,STARTTLS,",
            ">,220 2.0.0 SMTP server ready,",
            handshake(version),
            "<,EHLO " + name + ",",
            ">,250 EX1 Hello,",
            "<,MAIL FROM:<a@contoso.com>,",
            ">,250 2.1.0 Sender OK,",
            "<,RCPT TO:<b@contoso.com>,",
            ">,250 2.1.5 Recipient OK,",
            "<,DATA,",
            ">,354 Start mail input; end with <CRLF>.<CRLF>,",
            ">,250 2.6.0 <1@contoso.com> Queued mail for delivery,",
            "<,QUIT,",
            ">,221 2.0.0 Service closing,",
            "-,,Local");
    return IntStream.range(0, events.size())
        .mapToObj(
            i ->
                received(
                        "2024-03-%02dT10:00:%02d.000Z".formatted(day, i), session, i, events.get(i))
                    .replace("192.0.2.7", peer));
  }

  private void owners(String... lines) throws IOException {
    Files.write(
        owners,
        Stream.concat(Stream.of("network;user;owner;mail;language"), Stream.of(lines)).toList());
  }

  private Command command(String name, String... arguments) {
    return Command.on(folder.resolve("warehouse"), folder.resolve("own.conf"), name, arguments);
  }

  private Command outreach(String... arguments) {
    return command(
        "outreach",
        Stream.concat(
                Stream.of("--out", out().toString(), "--owners", owners.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("letters");
  }

  private String written(String name) throws IOException {
    return Files.readString(out().resolve(name));
  }

  private Map<String, String> all() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(out().relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  private static final String[] OWNERS = {
    "192.0.2.0/24;;Scan Team;scan@contoso.com;de",
    ";bob;Desktop;desktop@contoso.com;en",
    "192.0.2.4;;Desktop;;"
  };

  /** The rows of a CSV file that begins with a byte order mark, by the names of its columns. */
  private List<Map<String, String>> rows(String name) throws IOException {
    String text = written(name);
    assertThat(text).startsWith("\uFEFF").contains("\r\n");
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text.substring(1), format)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }

  @Test
  void eachOwnerGetsALetterWithTheProof() throws IOException {
    owners(OWNERS);

    Command outreach = outreach();

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    assertThat(outreach.out().lines())
        .containsExactly(
            "owners: 2, with clients: 5, in " + out().resolve("index.csv"),
            "clients that nobody owns: 1, in " + out().resolve("unowned.csv"));
    assertThat(rows("index.csv"))
        .extracting(
            row -> row.get("owner"),
            row -> row.get("mail"),
            row -> row.get("language"),
            row -> row.get("folder"),
            row -> row.get("clients"),
            row -> row.get("stops"),
            row -> row.get("date"),
            row -> row.get("answer_by"))
        .containsExactly(
            tuple(
                "Desktop",
                "desktop@contoso.com",
                "en",
                "Desktop",
                "2",
                "2",
                "2027-03-01",
                "2027-02-01"),
            tuple(
                "Scan Team",
                "scan@contoso.com",
                "de",
                "Scan Team",
                "3",
                "3",
                "2027-03-01",
                "2027-02-01"));
    assertThat(rows("unowned.csv"))
        .extracting(
            row -> row.get("likely_owner"),
            row -> row.get("likely_by"),
            row -> row.get("client"),
            row -> row.get("proof_line"))
        .containsExactly(tuple("FABRIKAM", "user domain", "198.51.100.6", "7"));
    assertThat(rows("Desktop/clients.csv"))
        .extracting(
            row -> row.get("user_name"), row -> row.get("is_partly"), row -> row.get("proof"))
        .containsExactly(
            tuple(
                "CONTOSO\\bob",
                "false",
                request(OLD, "/EWS/x", "CONTOSO\\bob", "192.0.2.1", TLS10)),
            tuple("dave", "true", request(OLD, "/EWS/x", "dave", "192.0.2.4", TLS10)));
    assertThat(written("Desktop/letter.txt"))
        .contains(
            "Hello Desktop,",
            "On\n1 March 2027 we will switch off TLS 1.0 and TLS 1.1 there.",
            "Our logs show 2 of your systems that still depend on an old version.",
            "1. 192.0.2.1\n   signed in:  CONTOSO\\bob\n",
            "u1.log, line 3\n   " + request(OLD, "/EWS/x", "CONTOSO\\bob", "192.0.2.1", TLS10),
            "The connection to Microsoft Exchange is unavailable.",
            "KB3140245",
            "Please let us know by 1 February 2027")
        .doesNotContain("{{", "Scan");
  }

  @Test
  void aGermanLetterIsGerman() throws IOException {
    owners(OWNERS);

    outreach();

    assertThat(written("Scan Team/letter.txt"))
        .startsWith("Betreff: Altes TLS auf 3 Ihrer Systeme: bitte vor dem 1. März 2027 handeln\n")
        .contains(
            "Guten Tag Scan Team,",
            ". scan-7.contoso.com (192.0.2.7)\n   worüber:         Mail (SMTP), zu unseren Servern (EX1)",
            "   Programm:        Brother",
            "   zuletzt:         2. März 2024, 10:00 UTC\n   wie oft:         einmal in den letzten 30 Tagen",
            "421 4.7.66 TLS 1.0 and 1.1 are not supported.",
            "Drucker, Kopierer und Scanner (Nr. ",
            "Mit freundlichen Grüßen\nContoso IT, Messaging\n")
        .doesNotContain("{{", "Hello", "this letter");
  }

  @Test
  void hostileNamesStayTexts() throws IOException {
    owners(
        "192.0.2.4;;..\\..\\evil;;", "192.0.2.1;;../evil;;", "192.0.2.0/24;;=cmd|'/c calc'!A0;;");

    Command outreach = outreach();

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().contains("evil")))
          .hasSize(8)
          .allSatisfy(file -> assertThat(file.startsWith(out())).isTrue());
    }
    assertThat(rows("index.csv"))
        .extracting(row -> row.get("owner"))
        .containsExactly("../evil", "..\\..\\evil", "'=cmd|'/c calc'!A0");
    String theirs = rows("index.csv").get(2).get("folder");
    assertThat(theirs).matches("cmd_c calc_A0-[0-9a-f]{8}");
    assertThat(rows(theirs + "/clients.csv"))
        .extracting(row -> row.get("user_name"))
        .contains("'=cmd|'/c");
    assertThat(written(theirs + "/letter.html"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void aPackedLogStillProvesAndRedactionHidesPersons() throws IOException {
    owners(OWNERS);
    byte[] packed =
        LogFiles.gzip(Files.readAllLines(Path.of(archive.path("u1.log"))).toArray(String[]::new));
    archive.write("u1.log.gz", packed);
    archive.delete("u1.log");

    Command outreach = outreach("--redact");

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    assertThat(rows("Desktop/clients.csv"))
        .extracting(row -> row.get("proof"))
        .allSatisfy(
            proof ->
                assertThat(proof)
                    .startsWith("2024-03-02 08:00:00")
                    .contains("40 6610 8004 ae06")
                    .doesNotContain("bob", "dave"));
  }

  @Test
  void redactedFilesTellOfNoPerson() throws IOException {
    owners(OWNERS);

    Command outreach = outreach("--redact", "--sent", "2024-03-10");

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    all()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .doesNotContainIgnoringCase(
                        "bob", "dave", "frank", "=cmd", "script&", "<script", "scan-7", "BRN00"));
    assertThat(rows("Desktop/clients.csv").get(0))
        .containsEntry("client", "192.0.2.1")
        .containsEntry("user_name", "***")
        .containsEntry("user_agent", "***")
        .containsEntry("host_name", "")
        .containsEntry("program", "Outlook 16 on Windows");
    assertThat(rows("Scan Team/clients.csv"))
        .filteredOn(row -> row.get("client").equals("192.0.2.7"))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("host_name", "***")
                    .containsEntry("client_name", "***"));
    assertThat(written("Desktop/letter.txt")).contains("1. 192.0.2.1\n   signed in:  ***\n");
    assertThat(rows("unowned.csv").get(0))
        .containsEntry("likely_owner", "FABRIKAM")
        .containsEntry("client", "198.51.100.6");
    // What is hidden is remembered all the same: the next letter knows them again.
    assertThat(outreach("--redact").exitCode()).isZero();
    assertThat(rows("index.csv")).extracting(row -> row.get("still")).containsExactly("2", "3");
  }

  @Test
  void foldersOfAnIndexOfAnOlderVersionAreCleared() throws IOException {
    owners(OWNERS);
    outreach();
    Path index = out().resolve("index.csv");
    Files.write(
        index,
        Files.readAllLines(index).stream()
            .map(line -> line.replaceFirst("(,letter|,1),.*$", ""))
            .toList());
    assertThat(Files.readAllLines(index).get(0)).endsWith(",answer_by");
    owners("192.0.2.0/24;;Helpdesk;;");

    outreach();

    assertThat(out().resolve("Scan Team")).doesNotExist();
  }

  @Test
  void aLogThatIsGoneIsToldInItsPlace() throws IOException {
    owners(OWNERS);
    archive.delete("u1.log");

    Command outreach = outreach();

    assertThat(outreach.exitCode()).isEqualTo(3);
    assertThat(outreach.err())
        .contains(
            "3 clients have a letter without the line of the log", "u1.log is no longer there");
    assertThat(written("Desktop/letter.txt")).contains("(this log is no longer at hand;");
    assertThat(rows("index.csv"))
        .extracting(row -> row.get("proofs_missing"))
        .containsExactly("2", "1");
    Path attic = Files.createDirectories(folder.resolve("attic"));
    archive.write("../attic/u1.log", IIS_HEADER, "damaged"); // by that name, but another text

    assertThat(outreach("--archive", attic.toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void aSecondRunWritesTheSameAndClearsUp() throws IOException {
    owners(OWNERS);
    outreach();
    Map<String, String> first = all();

    outreach();

    assertThat(all()).isEqualTo(first);

    Files.writeString(out().resolve("Desktop/notes.txt"), "called them");
    Files.createDirectories(out().resolve("Other"));
    Files.writeString(out().resolve("Other/letter.txt"), "not ours");
    owners("192.0.2.0/24;;Helpdesk;;");
    Command second = outreach();

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(all().keySet())
        .containsExactlyInAnyOrder(
            "Desktop/notes.txt",
            "Helpdesk/clients.csv",
            "Helpdesk/letter.html",
            "Helpdesk/letter.txt",
            "Other/letter.txt",
            "index.csv",
            "unowned.csv");
    assertThat(out().resolve("Scan Team")).doesNotExist();
  }

  @Test
  void whatCannotBeReadOfTheOwnersIsTold() throws IOException {
    owners("192.0.2.0/33;;Nobody;;", "192.0.2.0/24;;Scan Team;;");

    Command outreach = outreach();

    assertThat(outreach.exitCode()).isEqualTo(3);
    assertThat(outreach.err()).contains("owners.csv:2 holds '192.0.2.0/33', which is no network");
    assertThat(rows("index.csv")).hasSize(1);

    Files.writeString(owners, "a,b\n1,2\n");
    assertThat(outreach().err()).contains("owners.csv is no list of owners: give CSV");
    assertThat(outreach().exitCode()).isEqualTo(2);
    Files.delete(owners);
    assertThat(outreach().exitCode()).isEqualTo(2);
  }

  @Test
  void ownTemplatesTakeThePlaceOfTheProgramsAndBrokenOnesAreNamed() throws IOException {
    owners(OWNERS);
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Path own = templates.resolve("letter.de.txt.mustache");
    Files.writeString(own, "Moin {{owner}}: {{#clients}}{{name}} {{/clients}}\n");

    Command outreach = outreach("--templates", templates.toString());

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    assertThat(written("Scan Team/letter.txt"))
        .startsWith("Moin Scan Team: ")
        .contains("scan-7.contoso.com");
    assertThat(written("Desktop/letter.txt")).startsWith("Subject: ");

    Files.writeString(own, "\uFEFFMoin\n{{#clients}}\n");
    Command broken = outreach("--templates", templates.toString());
    assertThat(broken.exitCode()).as(broken.err()).isEqualTo(2);
    assertThat(broken.err()).contains(own + ":2 is no usable template");

    Files.writeString(own, "Moin\n\n{{ownr}}\n");
    Command unknown = outreach("--templates", templates.toString());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains(own + ":3 is no usable template").contains("ownr");
  }

  @Test
  void withoutADayLettersSaySo() throws IOException {
    owners(OWNERS);
    Files.writeString(folder.resolve("own.conf"), "tls-sunset {}");

    Command outreach = outreach("--disable", "TLS1.0");

    assertThat(outreach.exitCode()).as(outreach.err()).isZero();
    assertThat(written("Desktop/letter.txt"))
        .contains(
            "We run the mail servers (Exchange). We are going to switch off TLS 1.0\nthere; the day is not fixed yet.",
            "Please let us know as soon as you can");
    assertThat(outreach("--disable", "TSL1.0").exitCode()).isEqualTo(2);
    Files.writeString(
        folder.resolve("own.conf"), "tls-sunset.plan { disable = [\"TLS 1.0\"], at = EX9 }");
    assertThat(outreach().err()).contains("plan.at is 'EX9'");
    assertThat(command("outreach").exitCode()).isEqualTo(2);
  }
}
