package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlssunset.schema.ClientStatus;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.Role;
import org.tlssunset.schema.TlsOutcome;

/** What is known of a party. EX01 has shown TLS 1.2 on the fifth day, EX02 nothing. */
class StandingTest {

  private static final Capabilities SHOWN = MadeParty.shown(5, MadeUse.SERVER);

  private static final int AS_OF = 100;

  private static ClientStatus status(MadeUse... uses) {
    return status(MadeParty.of(uses));
  }

  private static ClientStatus status(MadeParty party) {
    return party.standing(SHOWN, AS_OF).status();
  }

  private static MadeUse old(int day) {
    return MadeUse.of("TLS 1.0", day);
  }

  private static MadeUse modern(int day) {
    return MadeUse.of("TLS 1.2", day);
  }

  private static MadeUse clear(int day) {
    return MadeUse.of(TlsOutcome.CLEARTEXT, day);
  }

  private static MadeUse failed(int day) {
    return MadeUse.of(TlsOutcome.FAILED, day).failed(FailureClass.VERSION);
  }

  private static MadeUse untold(int day) {
    return MadeUse.of(TlsOutcome.NOT_LOGGED, day);
  }

  private static Stream<MadeParty> oneOfEach() {
    return Stream.of(
        MadeParty.of(modern(90)).used(0L),
        MadeParty.of(old(90)),
        MadeParty.of(old(90), modern(95)),
        MadeParty.of(old(50), modern(95)),
        MadeParty.of(old(90).at("EX02")),
        MadeParty.of(modern(90)),
        MadeParty.of(failed(90)),
        MadeParty.of(clear(90)),
        MadeParty.of(untold(90)));
  }

  @Test
  void eachStatusHasItsExample() {
    assertThat(oneOfEach().map(StandingTest::status)).containsExactly(ClientStatus.values());
  }

  @ParameterizedTest
  @MethodSource("oneOfEach")
  void whatDecidesIsOneOfTheUsesAndTheReasonIsASentence(MadeParty party) {
    Standing standing = party.standing(SHOWN, AS_OF);

    assertThat(party.uses()).contains(standing.decisive());
    assertThat(standing.reason()).isNotBlank().doesNotContain("null");
  }

  /** Each is what the words of the definitions say. */
  @Test
  void reasonsTellWhatWasSeenWhereAndWhen() {
    assertThat(MadeParty.of(old(90)).standing(SHOWN, AS_OF).reason())
        .isEqualTo(
            "TLS 1.0 until 2026-03-31 at EX01, which had shown TLS 1.2 on 2026-01-05; nothing newer"
                + " was seen");
    assertThat(MadeParty.of(untold(90).behind("KEMP")).standing(SHOWN, AS_OF).reason())
        .isEqualTo("the proxy KEMP ended its TLS and does not tell of it");
    assertThat(MadeParty.of(failed(90)).standing(SHOWN, AS_OF).reason())
        .isEqualTo("handshakes failed until 2026-03-31 (version), and none succeeded");
  }

  @Test
  void silenceIsLongEnoughOnItsLastDay() {
    MadeParty party = MadeParty.of(old(50), modern(60));

    assertThat(party.standing(SHOWN, 79).status()).isEqualTo(ClientStatus.MIXED);
    assertThat(party.standing(SHOWN, 80).status()).isEqualTo(ClientStatus.MIGRATED);
  }

  /** Who was last seen old is not known to have gone over, however long ago that was. */
  @Test
  void silenceAloneIsNoMigration() {
    assertThat(status(old(50), modern(40))).isEqualTo(ClientStatus.MIXED);
    assertThat(status(old(50), modern(50))).isEqualTo(ClientStatus.MIXED);
    assertThat(status(old(50), modern(50).later(1))).isEqualTo(ClientStatus.MIGRATED);
  }

  @Test
  void coverageIsEnoughAtTheMinimum() {
    MadeUse told = modern(90).requests(9, 9);

    assertThat(status(told, untold(90))).isEqualTo(ClientStatus.MODERN_ONLY);
    assertThat(status(told, untold(90).requests(2, 2))).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(status(old(50), told, untold(90))).isEqualTo(ClientStatus.MIGRATED);
    assertThat(status(old(50), told, untold(90).requests(2, 2))).isEqualTo(ClientStatus.MIXED);
    assertThat(status(clear(90).requests(9, 9), untold(90))).isEqualTo(ClientStatus.CLEARTEXT_ONLY);
  }

  /** What logs did not tell long ago matters to nobody who was seen since. */
  @Test
  void coverageIsThatOfTheWindow() {
    MadeUse longAgo = untold(10).requests(1_000, 0);

    assertThat(status(modern(90), longAgo)).isEqualTo(ClientStatus.MODERN_ONLY);
    assertThat(status(modern(20).requests(1, 0), longAgo)).isEqualTo(ClientStatus.UNKNOWN);
  }

  @Test
  void anOldUseIsProvenFromTheDayAfterTheEndShowedSomethingBetter() {
    assertThat(status(old(5).later(60))).isEqualTo(ClientStatus.UNPROVEN);
    assertThat(status(old(6))).isEqualTo(ClientStatus.LEGACY_ONLY);
  }

  @Test
  void theLastDayOfAUseIsWhatProvesIt() {
    assertThat(status(old(6).since(2))).isEqualTo(ClientStatus.LEGACY_ONLY);
    assertThat(MadeParty.of(old(6).since(2)).standing(SHOWN, AS_OF).since())
        .isEqualTo(MadeUse.day(2));
  }

  @Test
  void anEndThatIsNotKnownProvesNothing() {
    assertThat(status(old(90).at(null))).isEqualTo(ClientStatus.UNPROVEN);
    assertThat(status(old(90).behind("KEMP"))).isEqualTo(ClientStatus.UNPROVEN);
  }

  @Test
  void oneProvenUseIsEnough() {
    assertThat(status(old(6), old(90).at("EX02"))).isEqualTo(ClientStatus.LEGACY_ONLY);
  }

  @Test
  void nobodyWhoIsUnknownIsCalledModern() {
    assertThat(status(MadeParty.of(modern(90)).unknown())).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(status(MadeParty.of(old(50), modern(90)).unknown())).isEqualTo(ClientStatus.MIXED);
    assertThat(status(MadeParty.of(old(50).at("EX02"), modern(90)).unknown()))
        .isEqualTo(ClientStatus.UNKNOWN);
    assertThat(status(MadeParty.of(clear(90)).unknown())).isEqualTo(ClientStatus.UNKNOWN);
  }

  /** Else one modern use more of a party of which nothing is known would make it worse. */
  @Test
  void anUnprovenUseOfNobodyKnownIsUnknown() {
    assertThat(status(MadeParty.of(old(50).at("EX02")).unknown())).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(status(MadeParty.of(old(50).at("EX02"), clear(60)).unknown()))
        .isEqualTo(ClientStatus.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void clientsAloneNeverUseTheService(Role role) {
    MadeParty party = MadeParty.of(modern(90)).used(0L).as(role);

    assertThat(status(party))
        .isEqualTo(role == Role.CLIENT ? ClientStatus.NO_USE : ClientStatus.MODERN_ONLY);
  }

  @Test
  void whatLogsDoNotTellIsNotNeverUsed() {
    assertThat(status(MadeParty.of(modern(90)).used(null))).isEqualTo(ClientStatus.MODERN_ONLY);
  }

  /** It may want the service, and not come in. */
  @Test
  void whoseHandshakesAllFailIsNoScanner() {
    assertThat(status(MadeParty.of(failed(90)).used(0L))).isEqualTo(ClientStatus.FAILING);
    assertThat(status(MadeParty.of(failed(90), modern(90)).used(0L)))
        .isEqualTo(ClientStatus.NO_USE);
    assertThat(status(MadeParty.of(MadeUse.of(TlsOutcome.NONE, 90)).used(0L)))
        .isEqualTo(ClientStatus.NO_USE);
  }

  @Test
  void clearTextAfterFailedHandshakesIsClearText() {
    assertThat(status(failed(90), clear(91))).isEqualTo(ClientStatus.CLEARTEXT_ONLY);
    assertThat(status(failed(91), clear(90))).isEqualTo(ClientStatus.FAILING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS 1.0", "TLS 1.1"})
  void aVersionWithASuiteThatItCannotHaveIsNoEvidence(String version) {
    MadeUse impossible = MadeUse.of(version, 90).impossible();

    assertThat(status(impossible)).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(MadeParty.of(impossible).standing(SHOWN, AS_OF).reason())
        .isEqualTo("its %s came with a cipher suite that no such version has".formatted(version));
    assertThat(status(impossible, modern(90).requests(9, 9))).isEqualTo(ClientStatus.MODERN_ONLY);
    assertThat(status(impossible.at("EX02"), old(90))).isEqualTo(ClientStatus.LEGACY_ONLY);
  }

  @Test
  void aVersionThatIsYetToComeIsModern() {
    assertThat(status(MadeUse.of("TLS 1.4", 90))).isEqualTo(ClientStatus.MODERN_ONLY);
  }

  @Test
  void whatIsWorseThanUnprovenStaysSo() {
    assertThat(status(old(90).at("EX02"), failed(50))).isEqualTo(ClientStatus.FAILING);
    assertThat(status(old(90).at("EX02"), untold(50))).isEqualTo(ClientStatus.UNKNOWN);
    assertThat(status(old(90).at("EX02"), clear(50))).isEqualTo(ClientStatus.UNPROVEN);
    assertThat(status(old(90).at("EX02"), MadeUse.of(TlsOutcome.NONE, 50)))
        .isEqualTo(ClientStatus.UNPROVEN);
  }
}
