package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlssunset.ingest.Nights;
import org.tlssunset.party.Retired;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.Tables;
import org.tlssunset.warehouse.TableRow;
import org.tlssunset.warehouse.Warehouse;
import org.tlssunset.warehouse.delta.Transaction;

/** Nothing is called safe while something speaks against it, though nobody is known to stop. */
class DoubtsTest {

  private static final int AS_OF = 90;

  /**
   * Each line: first and last day, server, protocol, requests a day, told, behind a proxy, the
   * connector or site.
   */
  private static final String ROWS =
      """
      61,90,EX01,smtp,100,95,0,Frontend
      61,90,EX01,ews,100,100,0,W3SVC1
      61,90,EX01,owa,10,8,0,W3SVC1
      61,90,EX02,ews,100,100,0,W3SVC1
      61,90,EX02,smtp,100,40,60,Frontend
      50,52,EX02,smtp,0,0,0,Retired
      85,85,EX02,smtp,0,0,0,Once
      81,83,EX02,smtp,0,0,0,Weekly
      87,87,EX02,smtp,0,0,0,Weekly
      90,90,EX03,smtp,100,100,0,Frontend
      """;

  /** The same server, one of whose connectors does not log any more. */
  private static final String SILENT =
      """
      61,90,EX02,ews,100,100,0,W3SVC1
      61,90,EX02,smtp,100,100,0,Frontend
      61,90,EX01,ews,100,100,0,W3SVC1
      81,84,EX02,smtp,100,100,0,Relay
      86,87,EX02,smtp,100,100,0,Relay
      61,90,EX01,smtp,100,100,0,Frontend
      """;

  private static final Policy POLICY =
      new Policy(
          30, MadeParty.TERMS, WeakSuites.NONE, List.of(), List.of(), List.of(), Retired.NONE);

  private static final Retired RETIRED = new Retired(List.of("ex02.corp.local\\retired", "EX09"));

  @TempDir static Path folder;

  private static Coverage coverage;
  private static Coverage silent;

  @BeforeAll
  static void rows() {
    coverage = coverage("warehouse", ROWS);
    silent = coverage("silent", SILENT);
  }

  private static Coverage coverage(String name, String rows) {
    Warehouse warehouse = new Nights(folder.resolve(name)).warehouse();
    Transaction commit = warehouse.begin(Tables.COVERAGE_DAILY, "coverage", 1);
    TableRow row = new TableRow(Tables.COVERAGE_DAILY);
    commit.add(rows.lines().flatMap(line -> days(row, line.split(","))).toList());
    commit.commitAlways();
    return Coverage.of(warehouse, MadeUse.date(AS_OF), 30, RETIRED);
  }

  private static Stream<InternalRow> days(TableRow row, String[] line) {
    List<InternalRow> rows = new ArrayList<>();
    for (int day = Integer.parseInt(line[0]); day <= Integer.parseInt(line[1]); day++) {
      long requests = Long.parseLong(line[4]);
      long told = Long.parseLong(line[5]);
      long behind = Long.parseLong(line[6]);
      rows.add(
          row.set("observed_on", MadeUse.day(day))
              .set("server", UTF8String.fromString(line[2]))
              .set("direction", UTF8String.fromString(Direction.INBOUND.label()))
              .set("protocol", UTF8String.fromString(line[3]))
              .set("observations", 1L)
              .set("requests", requests)
              .set("requests_told", told)
              .set("requests_behind_proxy", behind)
              .set("requests_not_logged", requests - told - behind)
              .set("endpoints", new GenericArrayData(new Object[] {UTF8String.fromString(line[7])}))
              .set("first_seen", 0L)
              .set("last_seen", 0L)
              .take());
    }
    return rows.stream();
  }

  private static Scenario at(String ends) {
    return Scenario.of(List.of("TLS1.0", "TLS1.1"), ends, null);
  }

  /** With a modern client of each of some servers. */
  private static Doubts doubts(
      Scenario scenario, int frozen, List<Doubts.Behind> behind, @Nullable String... servers) {
    return doubts(coverage, scenario, frozen, behind, servers);
  }

  private static Doubts doubts(
      Coverage coverage,
      Scenario scenario,
      int frozen,
      List<Doubts.Behind> behind,
      @Nullable String... servers) {
    Judge judge =
        new Judge(
            POLICY, scenario, MadeParty.shown(1, "EX01"), new HashMap<>(), MadeUse.day(AS_OF));
    Summary summary = new Summary();
    List<PartyEvidence> parties = new ArrayList<>();
    for (String server : servers) {
      ProgramEvidence program =
          new ProgramEvidence(
              Protocol.SMTP.label(),
              null,
              "unknown",
              new ProgramEvidence.Named("10.1.2.3", "10.1.2.3", null, null, null),
              1L,
              false,
              new long[] {1},
              List.of(MadeUse.of("TLS 1.2", AS_OF).at(server).use()));
      parties.add(
          new PartyEvidence(
              Role.CLIENT.label(),
              Direction.INBOUND.label(),
              "host of " + server,
              List.of(program)));
    }
    judge.each(parties.iterator(), Stream::of).forEachRemaining(summary::add);
    return new Doubts(
        summary, coverage, POLICY, scenario, Set.of("kemp"), frozen, behind, Set.of());
  }

  private static Doubts doubts(Scenario scenario) {
    return doubts(scenario, 0, List.of(), "EX01");
  }

  private static Summary.Part part(String kind, String name) {
    return new Summary.Part(kind, Direction.INBOUND.label(), name);
  }

  private static final Summary.Part AT_EX01 = part(Summary.Part.SERVER, "EX01");
  private static final Summary.Part AT_EX02 = part(Summary.Part.SERVER, "EX02");
  private static final Summary.Part SMTP = part(Summary.Part.FAMILY, "smtp");

  @Test
  void eachProtocolAtEachServerHasToTellEnough() {
    assertThat(doubts(at("servers")).of(AT_EX01))
        .isEqualTo("only 80 % of owa at EX01 tells its TLS");
    assertThat(doubts(at("servers").over(Set.of("smtp"), null)).of(AT_EX01)).isNull();
  }

  /** At servers, the proxy's own connection is what goes; at the proxy, the client's is. */
  @Test
  void whatIsBehindAProxyIsToldAtServersAlone() {
    assertThat(doubts(at("servers")).of(AT_EX02)).isNull();
    assertThat(doubts(at("everywhere")).of(AT_EX02))
        .isEqualTo("only 40 % of smtp at EX02 tells its TLS");
  }

  @Test
  void daysWithoutLogsAreAsMuchInDoubtAsUntoldOnes() {
    assertThat(doubts(at("servers")).of(part(Summary.Part.SERVER, "EX03")))
        .isEqualTo("no smtp logs of EX03 on 21 of 22 working days");
    assertThat(doubts(at("servers")).of(SMTP))
        .isEqualTo("no smtp logs of EX03 on 21 of 22 working days");
    assertThat(doubts(at("servers")).of(part(Summary.Part.SERVER, "EX04")))
        .isEqualTo("nobody came in the window");
  }

  @Test
  void whatIsFrozenBehindOrNamelessIsInDoubt() {
    Doubts.Behind old = new Doubts.Behind("EX02", Direction.INBOUND.label(), "smtp");

    assertThat(doubts(at("servers"), 3, List.of(), "EX01").of(AT_EX02))
        .isEqualTo("3 days are frozen");
    assertThat(doubts(at("servers"), 0, List.of(old), "EX01").of(AT_EX02))
        .isEqualTo("EX02 (inbound smtp) has shown nothing that stays");
    assertThat(doubts(at("servers"), 0, List.of(), "EX01", null).of(AT_EX02))
        .isEqualTo("some uses are at servers without a name");
  }

  /** One that is retired since long, was there once or comes each week has not fallen silent. */
  @Test
  void aConnectorThatDoesNotLogAnyMoreIsInDoubt() {
    Doubts doubts = doubts(silent, at("servers"), 0, List.of(), "EX01", "EX02");

    assertThat(doubts.of(AT_EX02))
        .isEqualTo("Relay at EX02 has logged nothing since " + MadeUse.date(87));
    assertThat(doubts.of(SMTP)).isEqualTo(doubts.of(AT_EX02));
    assertThat(doubts.of(AT_EX01)).isNull();
    assertThat(coverage.logged().silent()).isEmpty();
  }

  /** Waiting makes nothing safe: what has fallen silent before the window is in doubt, too. */
  @Test
  void whatStoppedLoggingLongAgoIsInDoubtUnlessItIsRetired() {
    String rows =
        """
        1,90,EX01,smtp,100,100,0,Frontend
        1,90,EX01,ews,100,100,0,W3SVC1
        1,20,EX02,smtp,100,100,0,Frontend
        1,20,EX02,ews,100,100,0,W3SVC1
        1,20,EX09,smtp,100,100,0,Frontend
        5,5,EX01,smtp,0,0,0,Test
        """;
    Doubts doubts = doubts(coverage("stopped", rows), at("servers"), 0, List.of(), "EX01", "EX02");

    assertThat(doubts.of(SMTP)).isEqualTo("no smtp logs of EX02 on 22 of 22 working days");
    assertThat(doubts.of(AT_EX01))
        .isEqualTo("Test at EX01 has logged nothing since " + MadeUse.date(5));
  }

  /** Of what does not log at all nothing is known: an archive of web logs tells nothing of mail. */
  @Test
  void aFamilyWithoutLogsIsInDoubtWhereAllOfAServerGoes() {
    Coverage web = coverage("web", "61,90,EX01,ews,100,100,0,W3SVC1");

    assertThat(doubts(web, at("servers"), 0, List.of(), "EX01").of(AT_EX01))
        .isEqualTo("no log of EX01 tells of its smtp");
    assertThat(
            doubts(web, at("servers"), 0, List.of(), "EX01").of(part(Summary.Part.FAMILY, "http")))
        .isNull();
  }

  @Test
  void aServerOfOursWithoutAnyLogIsInDoubt() {
    Coverage all = coverage("both", "61,90,EX01,ews,1,1,0,W3SVC1\n61,90,EX01,smtp,1,1,0,Frontend");
    Doubts doubts =
        new Doubts(
            doubts(all, at("servers"), 0, List.of(), "EX01").summary(),
            all,
            POLICY,
            at("servers"),
            Set.of(),
            0,
            List.of(),
            Set.of("EX05"));

    assertThat(doubts.of(SMTP)).isEqualTo("no log is of EX05, a server of ours");
    assertThat(doubts.of(AT_EX01)).isNull();
  }

  @Test
  void protocolsOfAListenerGoTogether() {
    Summary.Part http = part(Summary.Part.FAMILY, "http");

    assertThat(doubts(at("servers").over(Set.of("ews", "smtp"), null)).of(http))
        .isEqualTo("the same listeners serve more than was asked for");
  }

  @Test
  void anEndWhereNobodyWasSeenIsInDoubt() {
    assertThat(doubts(at("KEMP")).of(SMTP)).isEqualTo("nobody was seen where it goes");
  }
}
