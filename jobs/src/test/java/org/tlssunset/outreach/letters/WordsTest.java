package org.tlssunset.outreach.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlssunset.outreach.cures.Traits;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Direction;
import org.tlssunset.schema.Effect;
import org.tlssunset.schema.Protocol;

class WordsTest {

  private static final Words ENGLISH = new Words(Language.ENGLISH);
  private static final Words GERMAN = new Words(Language.GERMAN);

  static AffectedClient client(
      Protocol protocol, Direction direction, Effect effect, long days, long requests) {
    return client(protocol, direction, effect, days, requests, false, null);
  }

  private static AffectedClient client(
      Protocol protocol,
      Direction direction,
      Effect effect,
      long days,
      long requests,
      boolean isPartly,
      @Nullable String proxy) {
    return new AffectedClient(
        new Traits(
            "client",
            direction.label(),
            protocol.label(),
            null,
            "Outlook 14 on Windows 7",
            effect.label(),
            proxy != null),
        effect,
        new AffectedClient.Named(null, null, null, null, null, null, null),
        Instant.parse("2026-03-05T14:00:00Z"),
        null,
        days,
        requests,
        new AffectedClient.Judged("", "", "", isPartly, proxy, null, List.of()),
        "x.log",
        1);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyProtocolHasItsWords(Protocol protocol) {
    for (Direction direction : Direction.values()) {
      AffectedClient client = client(protocol, direction, Effect.STOPS, 1, 1);

      assertThat(ENGLISH.protocol(client.key())).contains("our servers").doesNotContain("%");
      assertThat(GERMAN.protocol(client.key())).contains("unseren Servern").doesNotContain("%");
    }
  }

  @Test
  void everyEffectOfALetterHasItsWords() {
    for (Effect effect : List.of(Effect.STOPS, Effect.UNKNOWN, Effect.FALLS_TO_CLEARTEXT)) {
      AffectedClient client = client(Protocol.SMTP, Direction.INBOUND, effect, 1, 1);

      assertThat(GERMAN.effect(client)).isNotEqualTo(ENGLISH.effect(client)).isNotBlank();
    }
    assertThat(
            ENGLISH.effect(client(Protocol.EWS, Direction.INBOUND, Effect.STOPS, 1, 1, true, null)))
        .endsWith("the rest goes on");
    assertThat(
            ENGLISH.effect(
                client(Protocol.EWS, Direction.INBOUND, Effect.STOPS, 1, 1, false, "KEMP-1")))
        .contains("the proxy KEMP-1 in between");
  }

  @Test
  void howOftenIsSaidAsPeopleDo() {
    assertThat(often(ENGLISH, 0, 0)).isEqualTo("not in the last 30 days");
    assertThat(often(ENGLISH, 1, 1)).isEqualTo("once in the last 30 days");
    assertThat(often(ENGLISH, 1, 1234)).isEqualTo("1,234 times, on one of the last 30 days");
    assertThat(often(GERMAN, 3, 1234)).isEqualTo("1.234-mal, an 3 der letzten 30 Tage");
  }

  private static String often(Words words, long days, long requests) {
    return words.often(client(Protocol.SMTP, Direction.INBOUND, Effect.STOPS, days, requests), 30);
  }

  @Test
  void daysAndVersionsAreThoseOfTheLanguage() {
    assertThat(ENGLISH.date(LocalDate.parse("2027-03-01"))).isEqualTo("1 March 2027");
    assertThat(GERMAN.time(Instant.parse("2026-03-05T14:07:00Z")))
        .isEqualTo("5. März 2026, 14:07 UTC");
    Scenario two = Scenario.of(List.of("TLS1.0", "TLS1.1"), "servers", null);
    assertThat(GERMAN.versions(two)).isEqualTo("TLS 1.0 und TLS 1.1");
    Scenario all = Scenario.of(List.copyOf(Scenario.before("TLS 1.2")), "servers", null);
    assertThat(ENGLISH.versions(all)).isEqualTo("all versions before TLS 1.2");
    assertThat(GERMAN.program("Outlook 14 on Windows 7")).isEqualTo("Outlook 14 unter Windows 7");
    assertThat(GERMAN.name(client(Protocol.EWS, Direction.INBOUND, Effect.STOPS, 1, 1).named()))
        .isEqualTo("unbekannt");
  }
}
