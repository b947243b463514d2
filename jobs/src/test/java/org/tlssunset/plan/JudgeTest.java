package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlssunset.party.Network;
import org.tlssunset.party.Retired;
import org.tlssunset.rollup.PartyEvidence;
import org.tlssunset.rollup.ProgramEvidence;
import org.tlssunset.rollup.WeakSuites;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.Role;

/** What is made of parties with those that they depend on. EX01 has shown TLS 1.2 early. */
class JudgeTest {

  private static final int AS_OF = 100;

  private static final Capabilities SHOWN = MadeParty.shown(5, MadeUse.SERVER);

  private static final Scenario ALL_OLD = Scenario.of(List.of("TLS1.0", "TLS1.1"), "servers", null);

  private static final MadeUse OLD = MadeUse.of("TLS 1.0", 90);

  private static final MadeUse MODERN = MadeUse.of("TLS 1.2", 90);

  private static Judge judge(Scenario scenario, Policy.Excepted... excepted) {
    Policy policy =
        new Policy(
            30,
            MadeParty.TERMS,
            WeakSuites.NONE,
            List.of(),
            List.of(excepted),
            List.of(),
            Retired.NONE);
    return new Judge(policy, scenario, SHOWN, new HashMap<>(), MadeUse.day(AS_OF));
  }

  private static PartyEvidence party(Role role, String name, ProgramEvidence... programs) {
    return new PartyEvidence(role.label(), Direction.INBOUND.label(), name, List.of(programs));
  }

  private static ProgramEvidence over(Protocol protocol, MadeUse... uses) {
    return new ProgramEvidence(
        protocol.label(),
        null,
        "unknown",
        new ProgramEvidence.Named("10.1.2.3", "10.1.2.3", "alice", null, null),
        1L,
        false,
        new long[] {(1L << 1) - 1},
        List.of(uses).stream().map(MadeUse::use).toList());
  }

  private static List<PlannedParty> parties(Judge judge, PartyEvidence... parties) {
    List<PlannedParty> planned = new ArrayList<>();
    judge.each(List.of(parties).iterator(), Stream::of).forEachRemaining(planned::add);
    return planned;
  }

  private static PlannedProgram planned(Judge judge, PartyEvidence party) {
    return parties(judge, party).get(0).programs().get(0);
  }

  /** Judges the proxy KEMP first. */
  private static Judge after(Judge judge, ProgramEvidence... proxysPrograms) {
    return judge.with(parties(judge, party(Role.PROXY, "KEMP", proxysPrograms)));
  }

  @Test
  void whoComesThroughAProxyThatStopsStopsWithIt() {
    Judge judge = after(judge(ALL_OLD), over(Protocol.EWS, OLD));

    assertThat(
            planned(judge, party(Role.CLIENT, "alice", over(Protocol.EWS, MODERN.behind("KEMP"))))
                .impact())
        .extracting(Impact::effect, Impact::takenAlongBy)
        .containsExactly(Effect.STOPS, "KEMP");
  }

  /** Protocols over HTTP share a connection of the proxy's; what it does over POP3 is another. */
  @ParameterizedTest
  @CsvSource({"ews, stops", "mapi-http, stops", "pop3, unaffected", "smtp, unaffected"})
  void aProxyTakesAlongWhomItServesOverTheSameListener(String protocol, String effect) {
    Judge judge = after(judge(ALL_OLD), over(Protocol.EWS, OLD), over(Protocol.POP3, MODERN));
    ProgramEvidence program =
        new ProgramEvidence(
            protocol,
            null,
            "unknown",
            new ProgramEvidence.Named("alice", null, null, null, null),
            1L,
            false,
            new long[] {(1L << 1) - 1},
            List.of(MODERN.behind("KEMP").use()));

    assertThat(planned(judge, party(Role.CLIENT, "alice", program)).impact().effect().label())
        .isEqualTo(effect);
  }

  /** The proxy is old at EX02 alone, which has shown nothing: there it has an alternative. */
  @Test
  void eachServerAndVersionIsJudgedByItself() {
    Judge judge = after(judge(ALL_OLD), over(Protocol.EWS, OLD, MODERN.at("EX02")));
    PlannedProgram planned =
        planned(
            judge,
            party(
                Role.CLIENT,
                "alice",
                over(
                    Protocol.EWS,
                    MODERN.behind("KEMP"),
                    MODERN.behind("KEMP").at("EX02"),
                    MadeUse.of("TLS 1.1", 95))));

    assertThat(planned.impact().effect()).isEqualTo(Effect.STOPS);
    assertThat(planned.byServer())
        .isEqualTo(Map.of("EX01", Effect.STOPS, "EX02", Effect.UNAFFECTED));
    assertThat(planned.byVersion())
        .isEqualTo(Map.of("TLS 1.0", Effect.STOPS, "TLS 1.1", Effect.STOPS));
    assertThat(planned.ends()).containsExactly("EX01", "KEMP");
    assertThat(planned.proxies()).containsExactly("KEMP");
  }

  @Test
  void aPlanIsForTheProtocolsAndTheDirectionThatItSays() {
    PartyEvidence party =
        party(Role.CLIENT, "alice", over(Protocol.EWS, OLD), over(Protocol.POP3, OLD));

    assertThat(parties(judge(ALL_OLD.over(Set.of("pop3"), "inbound")), party).get(0).programs())
        .extracting(program -> program.evidence().protocol())
        .containsExactly("pop3");
    assertThat(parties(judge(ALL_OLD.over(Set.of(), "outbound")), party)).isEmpty();
  }

  @Test
  void whoWasNotSeenForLongIsDormantWhateverItsStatus() {
    PartyEvidence party =
        party(Role.CLIENT, "alice", over(Protocol.EWS, MadeUse.of("TLS 1.0", 10)));
    Judge judge = judge(ALL_OLD);
    Judge later =
        new Judge(judge.policy(), ALL_OLD, SHOWN, new HashMap<>(), MadeUse.day(AS_OF + 1));

    assertThat(planned(judge, party).known().isDormant()).isFalse();
    assertThat(planned(later, party).known())
        .extracting(PlannedProgram.Known::status, PlannedProgram.Known::isDormant)
        .containsExactly(ClientStatus.LEGACY_ONLY, true);
  }

  /** It is named, and counted as what it is. */
  @ParameterizedTest
  @CsvSource({
    "10.1.2.0/24, true",
    "10.1.3.0/24, false",
    "ALICE, true",
    "Party, true",
    "bob, false"
  })
  void anExceptionIsForAnAddressAUserOrAParty(String excepted, boolean isFitting) {
    Network network = excepted.indexOf('/') < 0 ? null : new Network(excepted);
    Policy.Excepted one = new Policy.Excepted(excepted, network, "spring", MadeUse.date(AS_OF));
    PlannedProgram planned =
        planned(judge(ALL_OLD, one), party(Role.CLIENT, "party", over(Protocol.EWS, OLD)));

    assertThat(planned.exception()).isEqualTo(isFitting ? "spring, until 2026-04-10" : null);
    assertThat(planned.impact().effect()).isEqualTo(Effect.STOPS);
  }

  /** On the day that is planned, if one is; else on the last of the evidence. */
  @Test
  void anExceptionThatIsOverIsNone() {
    Policy.Excepted one = new Policy.Excepted("alice", null, "spring", MadeUse.date(AS_OF));
    PartyEvidence party = party(Role.CLIENT, "alice", over(Protocol.EWS, OLD));
    LocalDate dayAfter = MadeUse.date(AS_OF + 1);
    Scenario later = Scenario.of(List.of("TLS1.0"), "servers", dayAfter);

    assertThat(one.isOver(MadeUse.date(AS_OF))).isFalse();
    assertThat(one.isOver(dayAfter)).isTrue();
    assertThat(planned(judge(ALL_OLD, one), party).exception()).isNotNull();
    assertThat(planned(judge(later, one), party).exception()).isNull();
  }
}
