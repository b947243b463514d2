package org.tlssunset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.FailureClass;
import org.tlssunset.schema.Protocol;
import org.tlssunset.schema.TlsOutcome;

/** Whose mail goes on in clear. EX01 has shown TLS 1.2 on the fifth day. */
class ImpactOnMailTest {

  private static final MadeUse OLD_MAIL = MadeUse.of("TLS 1.0", 90).over("Default").messages(1);

  private static final MadeUse MODERN_MAIL = MadeUse.of("TLS 1.2", 91).over("Default");

  private static final MadeUse CLEAR_MAIL =
      MadeUse.of(TlsOutcome.CLEARTEXT, 80).over("Default").messages(1);

  private static Impact impact(Protocol protocol, MadeUse... uses) {
    return MadeParty.over(protocol, uses)
        .impact(
            Scenario.of(List.of("TLS1.0"), "servers", null),
            MadeParty.shown(5, MadeUse.SERVER),
            100);
  }

  private static Impact mail(MadeUse... uses) {
    return impact(Protocol.SMTP, uses);
  }

  @Test
  void mailThatIsTakenInClearOverTheSameConnectorFallsToClearText() {
    assertThat(mail(OLD_MAIL, CLEAR_MAIL))
        .isEqualTo(
            new Impact(
                Effect.FALLS_TO_CLEARTEXT,
                "TLS 1.0 until 2026-03-31 at EX01, which had shown TLS 1.2 on 2026-01-05; nothing"
                    + " newer was seen; its mail was taken in clear over Default",
                false,
                null));
    assertThat(mail(OLD_MAIL, CLEAR_MAIL, MODERN_MAIL))
        .extracting(Impact::effect, Impact::isPartly)
        .containsExactly(Effect.FALLS_TO_CLEARTEXT, true);
  }

  @Test
  void mailThatIsNotTakenInClearStops() {
    assertThat(mail(OLD_MAIL).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL.over("Relay")).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL.messages(0)).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, OLD_MAIL.over("Relay"), CLEAR_MAIL).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, MadeUse.of(TlsOutcome.CLEARTEXT, 80).over("Default")).effect())
        .isEqualTo(Effect.STOPS);
    assertThat(impact(Protocol.EWS, OLD_MAIL, CLEAR_MAIL).effect()).isEqualTo(Effect.STOPS);
  }

  /** A password is not sent in clear: whoever signs in stops. */
  @Test
  void mailOfWhoSignsInStops() {
    assertThat(mail(OLD_MAIL.signedIn(), CLEAR_MAIL).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL.signedIn()).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL.signedIn(), OLD_MAIL, CLEAR_MAIL).effect()).isEqualTo(Effect.STOPS);
  }

  @Test
  void mailStopsWhereTlsWasDemandedSince() {
    MadeUse demanded =
        MadeUse.of(TlsOutcome.FAILED, 85).over("Default").failed(FailureClass.DEMANDED);
    MadeUse before =
        MadeUse.of(TlsOutcome.FAILED, 75).over("Default").failed(FailureClass.DEMANDED);

    assertThat(mail(OLD_MAIL, CLEAR_MAIL, demanded).effect()).isEqualTo(Effect.STOPS);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL, before).effect()).isEqualTo(Effect.FALLS_TO_CLEARTEXT);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL, demanded.over("Relay")).effect())
        .isEqualTo(Effect.FALLS_TO_CLEARTEXT);
    assertThat(mail(OLD_MAIL, CLEAR_MAIL, demanded.failed(FailureClass.VERSION)).effect())
        .isEqualTo(Effect.FALLS_TO_CLEARTEXT);
  }
}
