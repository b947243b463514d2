package org.tlssunset.outreach.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tlssunset.outreach.Sender;
import org.tlssunset.outreach.cures.Cures;
import org.tlssunset.outreach.cures.Traits;
import org.tlssunset.outreach.owners.Language;
import org.tlssunset.outreach.owners.Owner;
import org.tlssunset.plan.Scenario;
import org.tlssunset.schema.Effect;

class LetterTest {

  private static AffectedClient client(int number, Effect effect, String name) {
    return new AffectedClient(
        new Traits("client", "inbound", "smtp", "device", "Canon", effect.label(), false),
        effect,
        new AffectedClient.Named("party " + number, null, null, null, name, null, null),
        Instant.parse("2026-03-05T14:00:00Z").plusSeconds(number),
        null,
        1,
        1,
        new AffectedClient.Judged("", "", "", false, null, null, List.of("EX1")),
        "x.log",
        number);
  }

  private static Occasion occasion(@Nullable String on) {
    return new Occasion(
        new Sender("", ""),
        Scenario.of(List.of("TLS1.0"), "servers", on == null ? null : LocalDate.parse(on)),
        LocalDate.parse("2026-03-06"),
        30,
        null,
        false);
  }

  private static String letter(
      Language language, LetterTemplates.Form form, List<AffectedClient> clients)
      throws IOException {
    List<Proof> proofs =
        clients.stream()
            .limit(Letter.MOST)
            .map(each -> new Proof(each.proofFile(), each.proofLine(), "the line", null))
            .toList();
    Map<String, Object> model =
        new Letter(occasion(null), Cures.read(), language)
            .model(
                new Owner("A & B", "", language),
                clients,
                proofs,
                new FollowUp(new OwnerHistory(), clients, Set.of()));
    return LetterTemplates.read(null).letter(language, form, model);
  }

  @Test
  void theWorstAreNamedAndTheTableHasTheRest() throws IOException {
    List<AffectedClient> clients = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      clients.add(client(i, i == 30 ? Effect.STOPS : Effect.UNKNOWN, "pc-" + i + "!"));
    }
    clients.sort(AffectedClient.WORST_FIRST);

    String letter = letter(Language.ENGLISH, LetterTemplates.Form.TEXT, clients);

    assertThat(letter)
        .contains(
            "Our logs show 30 of your systems",
            "cannot tell",
            "\n1. pc-30!",
            "\n2. pc-29!",
            "\n25. pc-6!",
            "The other 5 entries")
        .doesNotContain("pc-5!");
  }

  @Test
  void noFormOrLanguageLeavesAnythingOpen() throws IOException {
    for (Language language : Language.values()) {
      for (LetterTemplates.Form form : LetterTemplates.Form.values()) {
        for (Effect effect : List.of(Effect.STOPS, Effect.UNKNOWN, Effect.FALLS_TO_CLEARTEXT)) {
          assertThat(letter(language, form, List.of(client(1, effect, "pc"))))
              .contains(form == LetterTemplates.Form.HTML ? "A &amp; B," : "A & B,")
              .doesNotContain("{{", "}}", "null", "  \n\n\n\n");
        }
      }
    }
  }

  @Test
  void aNameStaysInItsLine() throws IOException {
    String name = "pc\r\nPlease pay\u001b[31m\u202egnp";

    assertThat(
            letter(
                Language.ENGLISH,
                LetterTemplates.Form.TEXT,
                List.of(client(1, Effect.STOPS, name))))
        .contains("1. pc\uFFFD\uFFFDPlease pay\uFFFD[31m\uFFFDgnp\n");
  }

  @Test
  void anAnswerIsWantedFourWeeksBefore() {
    assertThat(occasion("2026-06-01").answer()).contains(LocalDate.parse("2026-05-04"));
    assertThat(occasion("2026-03-20").answer()).isEmpty();
    assertThat(occasion(null).answer()).isEmpty();
  }
}
