package org.tlssunset.servers.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.LogFiles;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.Retired;
import org.tlssunset.schema.ClientStatus;

/** What logs show of servers, and of those the guidance asks to consider. */
class SeenServersTest {

  private static final String FIELDS =
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
          + " cs(User-Agent) sc-status crypt-protocol crypt-cipher crypt-hash crypt-keyexchange"
          + " s-computername";

  private static final String WINDOWS_7 =
      "Microsoft+Office/15.0+(Windows+NT+6.1;+Microsoft+Outlook+15.0.4420;+Pro)";

  @TempDir private Path folder;

  private Nights nights;
  private LogFiles archive;

  @BeforeEach
  void warehouse() throws IOException {
    archive = new LogFiles(folder.resolve("archive"));
    nights = new Nights(folder.resolve("warehouse"));
  }

  private void requests(String... lines) throws IOException {
    archive.write(
        "u_ex.log", Stream.concat(Stream.of(FIELDS), Stream.of(lines)).toArray(String[]::new));
    nights.run(archive);
  }

  private static String request(
      int day, String server, String user, String agent, String protocol) {
    String cipher = protocol.equals("40") ? "6610 8004 a400" : "6610 800d ae06";
    return "2024-03-%02d 10:00:00 10.0.0.5 POST /EWS/x - 443 %s 192.0.2.%d %s 200 %s %s %s"
        .formatted(day, user, Math.abs(user.hashCode() % 200), agent, protocol, cipher, server);
  }

  @Test
  void eachVersionHasItsDaysAndTheProofOfTheLast() throws IOException {
    requests(
        request(1, "EX01", "alice", "Outlook/16.0", "400"),
        request(2, "EX01", "bob", "Outlook/16.0", "40"),
        request(4, "EX01", "bob", "Outlook/16.0", "40"),
        request(5, "EX02", "alice", "Outlook/16.0", "400"));

    SeenServers seen = SeenServers.of(nights.warehouse());

    assertThat(seen.versions())
        .extracting(
            SeenVersion::server,
            SeenVersion::version,
            SeenVersion::first,
            SeenVersion::last,
            SeenVersion::proofLine)
        .containsExactly(
            tuple("EX01", "TLS 1.0", day(2), day(4), 4L),
            tuple("EX01", "TLS 1.2", day(1), day(1), 2L),
            tuple("EX02", "TLS 1.2", day(5), day(5), 5L));
    assertThat(seen.traffic().keySet()).containsExactly("EX01", "EX02");
    assertThat(seen.traffic().get("ex01")).containsExactly(Map.entry("inbound", day(4)));
    assertThat(seen.without(new Retired(List.of("ex01.corp.local", "EX02\\Relay"))).traffic())
        .containsOnlyKeys("EX02");
    assertThat(seen.last()).isEqualTo(day(5));
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2024, 3, day);
  }

  @Test
  void eachConsiderationCountsPartiesByTheirWorstProgram() throws IOException {
    requests(
        request(1, "EX01", "first", "Outlook/16.0", "400"),
        request(2, "EX01", "farm", "SharePoint/16.0", "400"),
        request(2, "EX01", "alice", WINDOWS_7, "40"),
        request(3, "EX01", "bob", WINDOWS_7, "400"),
        request(3, "EX01", "robot", "Java/1.7.0_80", "40"));

    Map<Consideration, Considered> found = new EnumMap<>(Consideration.class);
    Considered.of(nights.warehouse()).forEach(each -> found.put(each.consideration(), each));

    assertThat(found.keySet()).containsExactly(Consideration.values());
    Considered old = found.get(Consideration.OLD_WINDOWS);
    assertThat(old.parties()).isEqualTo(2);
    assertThat(old.parties(ClientStatus.LEGACY_ONLY)).isEqualTo(1);
    assertThat(old.parties(ClientStatus.MODERN_ONLY)).isEqualTo(1);
    assertThat(old.programs()).containsExactly("Outlook 15 on Windows 7");
    assertThat(found.get(Consideration.PARTNER_APPLICATIONS).parties()).isEqualTo(1);
    assertThat(found.get(Consideration.APPLICATIONS).statuses())
        .containsExactly(Map.entry(ClientStatus.LEGACY_ONLY, 1L));
    assertThat(found.get(Consideration.DEVICES).parties()).isZero();
    assertThat(found.get(Consideration.DOMAIN_CONTROLLERS).parties()).isZero();
  }

  @Test
  void ofManyProgramsTheMostUsedAreNamed() throws IOException {
    requests(
        Stream.concat(
                IntStream.range(0, 7)
                    .mapToObj(i -> request(1, "EX01", "user" + i, "Java/1." + i, "400")),
                Stream.of(
                    request(1, "EX01", "one", "curl/7.1", "400"),
                    request(1, "EX01", "other", "curl/7.2", "400")))
            .toArray(String[]::new));

    List<String> programs =
        Considered.of(nights.warehouse()).stream()
            .filter(each -> each.consideration() == Consideration.APPLICATIONS)
            .flatMap(each -> each.programs().stream())
            .toList();

    assertThat(programs).containsExactly("curl 7", "Java 0", "Java 1", "Java 2", "Java 3");
  }

  @Test
  void anEmptyWarehouseShowsNothing() {
    SeenServers seen = SeenServers.of(nights.warehouse());

    assertThat(seen.versions()).isEmpty();
    assertThat(seen.last()).isEqualTo(LocalDate.EPOCH);
    assertThat(Considered.of(nights.warehouse())).allMatch(each -> each.parties() == 0);
  }
}
