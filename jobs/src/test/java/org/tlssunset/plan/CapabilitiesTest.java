package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.ingest.Nights;
import org.tlssunset.schema.Family;
import org.tlssunset.schema.Tables;
import org.tlssunset.schema.TlsOutcome;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** What ends had shown when, by the days of server_capability and by what is configured. */
class CapabilitiesTest {

  private static final int AS_OF = 60;

  /** Each line: day, server, proxy, direction, family, version. */
  private static final String ROWS =
      """
      1,,,inbound,http,TLS 1.3
      20,EX01,,inbound,http,TLS 1.2
      10,EX01,,inbound,http,TLS 1.2
      15,EX01,,inbound,http,TLS 1.3
      40,EX01,,outbound,http,TLS 1.2
      5,EX01,,inbound,smtp,TLS 1.1
      30,EX01,,inbound,smtp,TLS 1.2
      8,,KEMP,inbound,http,TLS 1.3
      9,KEMP-2,,inbound,http,TLS 1.2
      7,EX02,,inbound,http,TLS 1.3
      7,EX02,,inbound,http,TLS 1.2
      60,EX03,,inbound,http,TLS 1.2
      61,EX04,,inbound,http,TLS 1.2
      """;

  @TempDir static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void rows() {
    warehouse = new Nights(folder.resolve("warehouse")).warehouse();
    Transaction commit = warehouse.begin(Tables.SERVER_CAPABILITY, "capabilities", 1);
    TableRow row = new TableRow(Tables.SERVER_CAPABILITY);
    commit.add(ROWS.lines().map(line -> row(row, line.split(","))).toList());
    commit.commitAlways();
  }

  private static InternalRow row(TableRow row, String[] line) {
    return row.set("observed_on", MadeUse.day(Integer.parseInt(line[0])))
        .set("server", line[1].isEmpty() ? null : UTF8String.fromString(line[1]))
        .set("proxy", line[2].isEmpty() ? null : UTF8String.fromString(line[2]))
        .set("direction", UTF8String.fromString(line[3]))
        .set("family", UTF8String.fromString(line[4]))
        .set("tls_version", UTF8String.fromString(line[5]))
        .set("observations", 1L)
        .set("requests", 1L)
        .set("first_seen", 0L)
        .set("last_seen", 0L)
        .set("proof_file", UTF8String.fromString("a.log"))
        .set("proof_line", 1L)
        .take();
  }

  private static Capabilities capabilities(int asOf, Policy.KnownCapability... known) {
    return Capabilities.of(warehouse, MadeUse.date(asOf), List.of(known));
  }

  private static Capabilities.@Nullable Shown better(MadeUse use, String direction, String by) {
    return capabilities(AS_OF).better(use.use(), direction, by);
  }

  private static Capabilities.Shown shown(String version, int day) {
    return new Capabilities.Shown(version, MadeUse.day(day));
  }

  @Test
  void whatAnEndShowedOnItsFirstDayHoldsFromTheNext() {
    assertThat(better(MadeUse.of("TLS 1.0", 10), "inbound", "ews")).isNull();
    assertThat(better(MadeUse.of("TLS 1.0", 11), "inbound", "ews")).isEqualTo(shown("TLS 1.2", 10));
    assertThat(better(MadeUse.of("TLS 1.0", 11).since(2), "inbound", "ews"))
        .isEqualTo(shown("TLS 1.2", 10));
  }

  @Test
  void whatWasShownAfterTheLastDayOfEvidenceIsNotKnown() {
    assertThat(better(MadeUse.of("TLS 1.0", 99).at("EX03"), "inbound", "ews"))
        .isEqualTo(shown("TLS 1.2", 60));
    assertThat(better(MadeUse.of("TLS 1.0", 99).at("EX04"), "inbound", "ews")).isNull();
  }

  /** Protocols over one listener share what it showed. */
  @ParameterizedTest
  @CsvSource({
    "inbound, ews, TLS 1.2, 10",
    "inbound, mapi-http, TLS 1.2, 10",
    "outbound, ews, TLS 1.2, 40",
    "inbound, smtp, TLS 1.1, 5",
    "outbound, smtp,,",
    "inbound, pop3,,",
    "inbound, imap4,,"
  })
  void directionsAndFamiliesAreApart(
      String direction, String protocol, @Nullable String version, @Nullable Integer day) {
    assertThat(better(MadeUse.of("TLS 1.0", 50), direction, protocol))
        .isEqualTo(version == null || day == null ? null : shown(version, day));
  }

  @Test
  void proxiesAreApartFromServers() {
    MadeUse use = MadeUse.of("TLS 1.0", 50);

    assertThat(better(use.behind("KEMP"), "inbound", "ews")).isEqualTo(shown("TLS 1.3", 8));
    assertThat(better(use.at("KEMP"), "inbound", "ews")).isNull();
    assertThat(better(use.at("KEMP-2"), "inbound", "ews")).isEqualTo(shown("TLS 1.2", 9));
    assertThat(better(use.behind("KEMP-2"), "inbound", "ews")).isNull();
    assertThat(better(use.at(null), "inbound", "ews")).isNull();
  }

  @Test
  void onlyWhatIsNewerThanTheUseIsBetter() {
    assertThat(better(MadeUse.of("TLS 1.1", 50), "inbound", "ews")).isEqualTo(shown("TLS 1.2", 10));
    assertThat(better(MadeUse.of("TLS 1.2", 50), "inbound", "ews")).isEqualTo(shown("TLS 1.3", 15));
    assertThat(better(MadeUse.of("TLS 1.3", 50), "inbound", "ews")).isNull();
    assertThat(better(MadeUse.of(TlsOutcome.CLEARTEXT, 50), "inbound", "ews")).isNull();
  }

  @Test
  void ofWhatWasShownOnOneDayTheOldestIsTold() {
    assertThat(better(MadeUse.of("TLS 1.0", 50).at("EX02"), "inbound", "ews"))
        .isEqualTo(shown("TLS 1.2", 7));
  }

  /** Who has not taken it has nothing newer either. */
  @Test
  void anyNewerVersionIsProof() {
    assertThat(capabilities(AS_OF).better(MadeUse.of("TLS 1.0", 30).use(), "inbound", "smtp"))
        .isEqualTo(shown("TLS 1.1", 5));
    assertThat(capabilities(AS_OF).better(MadeUse.of("TLS 1.1", 30).use(), "inbound", "smtp"))
        .isNull();
  }

  @Test
  void whatIsConfiguredHoldsFromItsDayOn() {
    Capabilities known =
        capabilities(
            AS_OF,
            new Policy.KnownCapability("EX01", "inbound", "http", "TLS 1.2", MadeUse.date(3)));

    assertThat(known.better(MadeUse.of("TLS 1.0", 2).use(), "inbound", "ews")).isNull();
    assertThat(known.better(MadeUse.of("TLS 1.0", 3).use(), "inbound", "ews"))
        .isEqualTo(shown("TLS 1.2", 2));
    assertThat(known.better(MadeUse.of("TLS 1.0", 5).use(), "inbound", "smtp")).isNull();
  }

  @Test
  void whatIsConfiguredLaterTakesNothingAway() {
    Capabilities known =
        capabilities(
            AS_OF,
            new Policy.KnownCapability("EX01", "inbound", "http", "TLS 1.2", MadeUse.date(50)));

    assertThat(known.better(MadeUse.of("TLS 1.0", 11).use(), "inbound", "ews"))
        .isEqualTo(shown("TLS 1.2", 10));
  }

  @Test
  void aConfiguredEndIsAServerOrAProxy() {
    Capabilities known =
        Capabilities.of(List.of(MadeParty.shown("F5", Family.HTTP, "TLS 1.2", MadeUse.date(3))));
    MadeUse use = MadeUse.of("TLS 1.0", 50);

    assertThat(Stream.of(use.at("F5"), use.behind("F5")))
        .allMatch(at -> known.better(at.use(), "inbound", "ews") != null);
  }

  @Test
  void familiesThatHaveShownNothingThatStaysAreBehind() {
    Capabilities shown = capabilities(AS_OF);
    Predicate<String> leaves13 = version -> version.equals("TLS 1.3");

    assertThat(shown.behind("EX01", "inbound", version -> true)).isEmpty();
    assertThat(shown.behind("EX01", "inbound", leaves13)).containsExactly("smtp");
    assertThat(shown.behind("EX01", "outbound", leaves13)).containsExactly("http");
    assertThat(shown.behind("KEMP", "inbound", version -> false)).isEmpty();
    assertThat(capabilities(29).behind("EX01", "inbound", version -> !version.equals("TLS 1.1")))
        .containsExactly("smtp");
  }
}
