package org.tlssunset.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.RandomCases;
import org.tlssunset.archive.CodePages;
import org.tlssunset.archive.Stores;
import org.tlssunset.archive.TextFiles;
import org.tlssunset.party.HostName;
import org.tlssunset.party.LearnedName;

class NameFilesTest {

  @TempDir private Path folder;

  private static FoundNames read(Object... paths) {
    return NameFiles.read(
        Stream.of(paths).map(Object::toString).toList(),
        new TextFiles(Stores.DEFAULT, CodePages.NONE));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private FoundNames of(String text) throws IOException {
    return read(file("names", text));
  }

  private static String text(HostName host) {
    return "%s %s %s..%s"
        .formatted(host.address(), host.name(), time(host.from()), time(host.until()));
  }

  private static String time(long micros) {
    return micros == HostName.EVER || micros == HostName.NEVER
        ? ""
        : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static List<String> texts(FoundNames found) {
    return found.names().stream().map(name -> text(name.host())).toList();
  }

  @Test
  void ofAHostsFileTheFirstNameCounts() throws IOException {
    FoundNames found =
        of(
            """
            # Static table

            127.0.0.1 localhost
            ::1 ip6-localhost ip6-loopback
            ff02::1 ip6-allnodes
            10.0.0.5  scanner.contoso.com  scanner  # second floor
            \t2001:DB8:0::7\tfax # fax2
            10.1.2.0/24 warehouse
            """);

    assertThat(texts(found))
        .containsExactly(
            "10.0.0.5 scanner.contoso.com ..", "2001:db8::7 fax ..", "10.1.2.0/24 warehouse ..");
    assertThat(found.names()).extracting(LearnedName::line).containsExactly(6L, 7L, 8L);
    assertThat(found.names())
        .extracting(LearnedName::file)
        .containsOnly(folder.resolve("names").toString());
    assertThat(found.isWhole()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IP Address;Host_Name;Valid-From;valid until",
        "\"ip\",\"NAME\",\"from\",\"until\"",
        "ADDRESS\tHostName\tFrom\tUntil"
      })
  void theColumnsOfACsvAreFoundByTheirNames(String header) throws IOException {
    String delimiter = header.replaceAll("[\\w\" -]", "").substring(0, 1);
    String row = String.join(delimiter, "10.0.0.5", "scanner", "2026-03-01", "2026-03-02 10:00");

    assertThat(texts(of(header + "\r\n" + row)))
        .containsExactly("10.0.0.5 scanner 2026-03-01T00:00:00Z..2026-03-02T10:00:00Z");
  }

  @Test
  void whatWindowsExportsIsRead() throws IOException {
    FoundNames found =
        of(
            """
            #TYPE Microsoft.Management.Infrastructure.CimInstance#root/Microsoft/Windows/DHCP/DhcpServerv4Lease
            "IPAddress","ScopeId","ClientId","HostName","AddressState","LeaseExpiryTime"
            "10.1.0.20","10.1.0.0","00-15-5d-01-02-03","PC-7.contoso.com","Active","01.03.2026 10:00:00"
            "10.1.0.21","10.1.0.0","00-15-5d-01-02-04","ERP, old","Active",""
            """);

    assertThat(texts(found))
        .containsExactly("10.1.0.20 PC-7.contoso.com ..", "10.1.0.21 ERP, old ..");
    assertThat(found.isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01, 2026-03-01T00:00:00Z..2026-03-02T00:00:00Z",
    "2026-03-01T10:00:00Z, 2026-03-01T10:00:01Z, 2026-03-01T10:00:00Z..2026-03-01T10:00:01Z",
    "2026-03-01 10:00, 2026-03-01 10:00:30, 2026-03-01T10:00:00Z..2026-03-01T10:00:30Z",
    "2026-03-01, , 2026-03-01T00:00:00Z..",
    ", 2026-03-01, ..2026-03-02T00:00:00Z",
    "' ', '', .."
  })
  void timesAreReadAsUtc(String from, String until, String expected) throws IOException {
    assertThat(
            texts(
                of(
                    "address;name;from;until\n10.0.0.5;pc;%s;%s"
                        .formatted(from == null ? "" : from, until == null ? "" : until))))
        .containsExactly("10.0.0.5 pc " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ,pc,, | has no address: give one, or take the line out
          pc7,pc,, | holds 'pc7', which is no network: give an address, or a network such as 10.0.0.0/24
          10.0.0.5:25,pc,, | holds '10.0.0.5:25', which is no network: give an address, or a network such as 10.0.0.0/24
          10.0.0.5/24,pc,, | holds '10.0.0.5/24', an address within a network: write 10.0.0.0/24, or 10.0.0.5
          [::1]:25,pc,, | holds '[::1]:25', which is no network: give an address, or a network such as 10.0.0.0/24
          10.0.0.5,pc,01.03.2026, | holds '01.03.2026', which is no time: write it in UTC, as 2026-03-01 or 2026-03-01T10:00:00Z
          10.0.0.5,pc,,2026-02-30 | holds '2026-02-30', which is no time: write it in UTC, as 2026-03-01 or 2026-03-01T10:00:00Z
          10.0.0.5,pc,2026-03-01T10:00:00+02:00, | holds '2026-03-01T10:00:00+02:00', which is no time: write it in UTC, as 2026-03-01 or 2026-03-01T10:00:00Z
          10.0.0.5,pc,2026-03-02,2026-03-01 | ends before it begins (from 2026-03-02, until 2026-03-01): mend one of them
          10.0.0.5,"pc,, | has a quote that is not closed: double a quote within a field, or take it out
          """)
  void aBadLineIsNamedAndTheOthersCount(String line, String reason) throws IOException {
    FoundNames found =
        of("address,name,from,until\n10.0.0.1,a,,\n" + line + "\n10.0.0.2,b,,\n10.0.0.3,c,,\n");

    assertThat(texts(found)).containsExactly("10.0.0.1 a ..", "10.0.0.2 b ..", "10.0.0.3 c ..");
    assertThat(found.badCount()).isOne();
    assertThat(found.bad())
        .extracting(BadLine::sentence)
        .containsExactly(folder.resolve("names") + ":3 " + reason);
  }

  /** As DHCP servers have it: the client told no name. */
  @Test
  void aLineWithoutANameSaysNothing() throws IOException {
    FoundNames found = of("address,name,from\n10.0.0.1,a,\n10.0.0.5, ,2026-03-01\n10.0.0.6\n");

    assertThat(texts(found)).containsExactly("10.0.0.1 a ..");
    assertThat(found.isWhole()).isTrue();
  }

  @Test
  void ofManyBadLinesTheFirstThreeAreNamed() throws IOException {
    FoundNames found = of("10.0.0.1 a\n" + "x y\nz\n".repeat(50) + "10.0.0.2 b\n");

    assertThat(texts(found)).containsExactly("10.0.0.1 a ..", "10.0.0.2 b ..");
    assertThat(found.badCount()).isEqualTo(100);
    assertThat(found.bad()).extracting(BadLine::line).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aFieldMayHaveSeveralLinesAndALostQuoteTakesNoneAlong() throws IOException {
    FoundNames found =
        of(
            """
            address,name,comment
            10.0.0.1,a,"two
            lines, and ""quotes""\"
            10.0.0.2,b,a 5" disk
            10.0.0.3,c,
            10.0.0.4,d,"e"
            10.0.0.5,e,"
            """);

    assertThat(texts(found)).containsExactly("10.0.0.1 a ..", "10.0.0.3 c ..", "10.0.0.4 d ..");
    assertThat(found.names()).extracting(LearnedName::line).containsExactly(2L, 5L, 6L);
    assertThat(found.bad()).extracting(BadLine::line).containsExactly(4L, 7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void encodingsAreThoseThatWindowsWrites(String charset) throws IOException {
    for (String mark : List.of("", "\uFEFF")) {
      Path file = folder.resolve("names.csv");
      Files.write(file, (mark + "ip;name\r\n10.0.0.5;Büro\r\n").getBytes(Charset.forName(charset)));

      assertThat(texts(read(file))).as(charset + mark).containsExactly("10.0.0.5 Büro ..");
    }
  }

  @Test
  void packedFilesFoldersAndPatternsAreRead() throws IOException {
    Files.createDirectories(folder.resolve("dhcp"));
    file("dhcp/a.csv", "ip,name\n10.0.0.1,a\n");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("10.0.0.2 b\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("dhcp/b.gz"), packed.toByteArray());

    assertThat(texts(read(folder.resolve("dhcp"), folder.resolve("dhcp/*.csv"))))
        .containsExactly("10.0.0.1 a ..", "10.0.0.2 b ..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n\n", "name,mac\npc,00-15\n", "\0\1\2", "some words\n"})
  void whatIsNotUnderstoodIsNamedAndKept(String text) throws IOException {
    Path other = file("other", "10.0.0.1 a\n");
    Path file = file("names", text);

    FoundNames found = read(file, other);

    assertThat(texts(found)).containsExactly("10.0.0.1 a ..");
    assertThat(found.unread())
        .extracting(UnreadFile::sentence)
        .containsExactly(
            file
                + " is neither a hosts file nor CSV with the columns address and name: give it such"
                + " a form, or take it out of name-files");
    assertThat(found.isKept()).accepts(file.toString()).rejects(other.toString());
    assertThat(found.isWhole()).isFalse();
  }

  @Test
  void whatAnUnreachablePathLedToIsKept() throws IOException {
    Files.createDirectories(folder.resolve("here"));
    Path here = file("here/a.csv", "ip,name\n10.0.0.1,a\n");

    FoundNames found =
        read(
            folder.resolve("gone/*.csv"),
            folder.resolve("gone2"),
            here,
            folder.resolve("her*/*.txt"));

    assertThat(found.unread())
        .extracting(UnreadFile::sentence)
        .satisfiesExactly(
            glob -> assertThat(glob).contains("gone/*.csv matches no file"),
            path -> assertThat(path).endsWith("gone2 does not exist: check the path"),
            glob -> assertThat(glob).contains("*.txt matches no file"));
    assertThat(found.isKept())
        .accepts(
            folder.resolve("gone/x.csv").toString(),
            folder.resolve("gone2/x.zip!/a.csv").toString(),
            folder.resolve("gone2").toString(),
            folder.resolve("here/a.txt").toString())
        .rejects(
            folder.resolve("gone/x.txt").toString(),
            here.toString(),
            folder.resolve("x").toString());
  }

  @Test
  void aStoreThatIsNotReachedIsNamed() {
    FoundNames found = read("hdfs://127.0.0.1:1/names");

    assertThat(found.unread()).hasSize(1);
    assertThat(found.unread().get(0).sentence())
        .startsWith("hdfs://127.0.0.1:1/names cannot be listed");
    assertThat(found.isKept()).accepts("hdfs://127.0.0.1:1/names/a.csv");
  }

  /** No file ends a night, and of no line nothing is said. */
  @Test
  void anyBytesAreReadSomehow() {
    RandomCases.each(
        500,
        random -> {
          byte[] bytes =
              RandomCases.noise(
                  random,
                  80,
                  "ip,name\n",
                  "address;name;until\r\n",
                  "10.0.0.1 a\n",
                  "10.0.0.2,b",
                  "\"",
                  "\"\"",
                  ";",
                  ",",
                  "\n",
                  "\r",
                  "#",
                  "2026-03-01",
                  "::1",
                  "10.0.0.0/24");
          Path file = folder.resolve("any");
          Files.write(file, bytes);

          FoundNames found = read(file);

          assertThat(found.names().size() + found.badCount() + found.unread().size())
              .isLessThanOrEqualTo(bytes.length + 1L);
          assertThat(found.names()).allMatch(name -> !name.host().name().isBlank());
        });
  }

  /** Of a text without lines, a part is enough. */
  @Test
  void aLineWithoutAnEndIsNotHeldInMemory() throws IOException {
    String name = "a".repeat(1 << 18);

    assertThat(of(name).unread()).hasSize(1);
    assertThat(of("10.0.0.1 a\n10.0.0.2 " + name + "\n10.0.0.3 c").bad())
        .extracting(BadLine::reason)
        .containsExactly("has a name of more than 255 characters for 10.0.0.2: give the host's");
  }

  /** Whatever spelling, form and encoding rows are written in, they are read back. */
  @Test
  void whatIsWrittenIsReadBack() {
    RandomCases.each(
        300,
        random -> {
          List<HostName> hosts = RandomCases.listOf(random, 1, 30, () -> host(random));
          boolean isCsv = random.nextBoolean();
          String text = isCsv ? csv(random, hosts) : hosts(random, hosts);
          Charset charset =
              RandomCases.oneOf(
                  random,
                  StandardCharsets.UTF_8,
                  StandardCharsets.UTF_16LE,
                  StandardCharsets.UTF_16BE);
          Path file = folder.resolve("any");
          Files.write(file, ("\uFEFF" + text).getBytes(charset));

          FoundNames found = read(file);

          assertThat(found.isWhole()).as(text + found).isTrue();
          assertThat(found.names().stream().map(LearnedName::host).map(NameFilesTest::text))
              .as(text)
              .containsExactlyElementsOf(
                  hosts.stream()
                      .map(
                          host ->
                              isCsv
                                  ? host
                                  : new HostName(
                                      host.address(),
                                      HostName.EVER,
                                      HostName.NEVER,
                                      host.name().replaceAll("\\W", "")))
                      .map(NameFilesTest::text)
                      .toList());
        });
  }

  private static HostName host(Random random) {
    String address =
        RandomCases.oneOf(
            random, "10.0.0.5", "192.0.2.77", "2001:db8::7", "10.1.2.0/24", "2001:db8::/32");
    long day = RandomCases.between(random, 0, 30_000);
    long second = RandomCases.between(random, 0, 86_399);
    long from = random.nextInt(3) == 0 ? HostName.EVER : (day * 86_400 + second) * 1_000_000;
    long until =
        random.nextInt(3) == 0
            ? HostName.NEVER
            : (Math.max(from, 0) / 1_000_000 + 1 + random.nextInt(1_000_000)) * 1_000_000;
    String name = "n" + RandomCases.text(random, 0, 8, "abcÄ;,\t\"'# \n") + "x";
    return new HostName(address, from, until, name);
  }

  private static String spelled(Random random, String address) {
    return RandomCases.oneOf(
        random,
        address,
        address.toUpperCase(Locale.ROOT),
        address.replace("2001:db8::7", "2001:0DB8:0:0::0007").replace("db8::/", "db8:0::/"));
  }

  private static String hosts(Random random, List<HostName> hosts) {
    StringBuilder text = new StringBuilder(RandomCases.oneOf(random, "", "# hosts\n", "\n\n"));
    for (HostName host : hosts) {
      text.append(RandomCases.oneOf(random, "", " ", "\t", "127.0.0.1 localhost\n"))
          .append(spelled(random, host.address()))
          .append(RandomCases.oneOf(random, " ", "\t", "  \t "))
          .append(host.name().replaceAll("\\W", ""))
          .append(RandomCases.oneOf(random, "", " ", " alias other", " # say", "#x"))
          .append(RandomCases.oneOf(random, "\n", "\r\n", "\n# between\n", "\n\n"));
    }
    return text.toString();
  }

  private static String csv(Random random, List<HostName> hosts) {
    String delimiter = RandomCases.oneOf(random, ",", ";", "\t");
    List<String> header =
        new ArrayList<>(
            List.of(
                RandomCases.oneOf(random, "IPAddress", "ip", "Address", "IP_address", "ip address"),
                RandomCases.oneOf(random, "name", "HOSTNAME", "Host-Name"),
                RandomCases.oneOf(random, "From", "valid_from"),
                RandomCases.oneOf(random, "until", "Valid Until"),
                "Comment"));
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
    Collections.shuffle(order, random);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "#TYPE System.Object\r\n" : "");
    text.append(record(random, delimiter, order, header));
    for (HostName host : hosts) {
      List<String> fields =
          List.of(
              spelled(random, host.address()),
              host.name(),
              from(random, host.from()),
              from(random, host.until()),
              RandomCases.text(random, 0, 6, "ab\"\n,;"));
      text.append(record(random, delimiter, order, fields));
    }
    return text.toString();
  }

  private static String record(
      Random random, String delimiter, List<Integer> order, List<String> fields) {
    List<String> written = new ArrayList<>();
    for (int field : order) {
      String value = fields.get(field);
      boolean isQuoted = random.nextBoolean() || value.matches("(?s).*[\"\n,;\t#'].*");
      written.add(isQuoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }
    return String.join(delimiter, written) + RandomCases.oneOf(random, "\n", "\r\n");
  }

  private static String from(Random random, long micros) {
    if (micros == HostName.EVER || micros == HostName.NEVER) {
      return "";
    }
    String time = time(micros);
    return RandomCases.oneOf(
        random, time, time.replace("Z", ""), time.replace("T", " ").replace("Z", ""));
  }
}
