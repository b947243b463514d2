package org.tlssunset.outreach.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        Discretion.OPEN);
  }

  private static String letter(
      Language language, LetterTemplates.Form form, List<AffectedClient> clients)
      throws IOException {
    return letter(language, form, occasion(null), clients, new OwnerHistory());
  }

  private static String letter(
      Language language,
      LetterTemplates.Form form,
      Occasion occasion,
      List<AffectedClient> clients,
      OwnerHistory history)
      throws IOException {
    List<Proof> proofs =
        clients.stream()
            .limit(Letter.MOST)
            .map(each -> new Proof(each.proofFile(), each.proofLine(), "the line", null))
            .toList();
    Set<EntryKey> affected = clients.stream().map(AffectedClient::key).collect(Collectors.toSet());
    Map<String, Object> model =
        new Letter(occasion, Cures.read(), language)
            .model(
                new Owner("A & B", "", language),
                clients,
                proofs,
                new FollowUp(history, clients, affected));
    return LetterTemplates.read(null).letter(language, form, model);
  }

  /** A letter that told of some clients of these numbers, on a day and for one. */
  private static void told(
      OwnerHistory history, String day, @Nullable String date, int... numbers) {
    for (int number : numbers) {
      AffectedClient client = client(number, Effect.STOPS, "pc-" + number);
      history.add(
          new ToldEntry(
              "A & B",
              LocalDate.parse(day),
              1,
              date == null ? null : LocalDate.parse(date),
              LocalDate.parse(day),
              client.key(),
              client.named(),
              client.effect().label()));
    }
  }

  private static List<AffectedClient> clients(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> client(number, Effect.STOPS, "pc-" + number))
        .sorted(AffectedClient.WORST_FIRST)
        .toList();
  }

  private static String joined(String letter) {
    return letter.replaceAll("\\s+", " ");
  }

  /** One, several and none of each, in each tone. */
  @Test
  void everyLetterAfterTheFirstIsWholeSentences() throws IOException {
    int[][] numbers = {{}, {1}, {1, 2}};
    int[][] others = {{}, {11}, {11, 12}};
    int[][] more = {{}, {21}, {21, 22}};
    for (int letters = 1; letters <= 2; letters++) {
      for (int[] still : numbers) {
        for (int[] fresh : others) {
          for (int[] done : more) {
            if (still.length + fresh.length > 0 && still.length + done.length > 0) {
              for (String date : new String[] {null, "2026-06-01", "2026-07-01"}) {
                OwnerHistory history = new OwnerHistory();
                for (int i = 1; i <= letters; i++) {
                  told(history, "2026-0%d-05".formatted(i), "2026-06-01", still);
                  told(history, "2026-0%d-05".formatted(i), "2026-06-01", done);
                }
                whole(occasion(date), clients(both(still, fresh)), history);
              }
            }
          }
        }
      }
    }
  }

  private static int[] both(int[] some, int[] others) {
    return IntStream.concat(IntStream.of(some), IntStream.of(others)).toArray();
  }

  private static void whole(Occasion occasion, List<AffectedClient> clients, OwnerHistory history)
      throws IOException {
    for (Language language : Language.values()) {
      for (LetterTemplates.Form form : LetterTemplates.Form.values()) {
        String letter = letter(language, form, occasion, clients, history);
        assertThat(letter).doesNotContain("{{", "}}", "null", "\n\n\n\n", "<p></p>");
        assertThat(joined(letter))
            .doesNotContain(" ,", " .", " ;", " :", ",,", "..", ". and", ". und", " on .", " am .");
      }
    }
  }

  @Test
  void aFirmLetterThanksForWhatWasDone() throws IOException {
    OwnerHistory history = new OwnerHistory();
    told(history, "2026-01-05", "2026-06-01", 1, 2, 3);
    told(history, "2026-02-05", "2026-06-01", 1, 2, 3);

    assertThat(
            joined(
                letter(
                    Language.ENGLISH,
                    LetterTemplates.Form.TEXT,
                    occasion("2026-06-01"),
                    clients(1, 11),
                    history)))
        .contains(
            "first on 5 January 2026 and last on 5 February 2026. Since the last letter 2 entries have been"
                + " done: thank you for that. That leaves one entry open, since our letter of 5 January 2026;"
                + " one is new. The date stands: on 1 June 2026",
            "Exceptions are for us to decide.")
        .doesNotContain("Nothing that");
  }

  @Test
  void whoCameBackIsNewAndWasToldBefore() throws IOException {
    OwnerHistory history = new OwnerHistory();
    told(history, "2026-01-05", null, 1, 2);
    told(history, "2026-02-05", null, 2);

    assertThat(
            joined(
                letter(
                    Language.GERMAN,
                    LetterTemplates.Form.TEXT,
                    occasion(null),
                    clients(1),
                    history)))
        .contains(
            "Von diesem Brief ist nichts mehr offen: vielen Dank.",
            "gemeldet: wieder da; zuerst am 5. Januar 2026")
        .doesNotContain("bleibt dabei");
  }

  /** Nobody knows whether it is the same who has no name. */
  @Test
  void whoHasNoNameIsNeverCalledDone() {
    OwnerHistory history = new OwnerHistory();
    AffectedClient client = client(1, Effect.STOPS, "pc");
    EntryKey nameless = new EntryKey("client", "inbound", "smtp", null, "Canon");
    history.add(
        new ToldEntry(
            "A & B",
            LocalDate.parse("2026-01-05"),
            1,
            null,
            LocalDate.parse("2026-01-05"),
            nameless,
            client.named(),
            "stops"));

    assertThat(new FollowUp(history, List.of(client), Set.of(client.key())).done()).isEmpty();
  }

  @Test
  void aDiscreetLetterNamesNobodyWhoWasDone() throws IOException {
    OwnerHistory history = new OwnerHistory();
    told(history, "2026-01-05", null, 1, 2);
    Occasion open = occasion(null);
    Occasion discreet =
        new Occasion(
            open.sender(), open.scenario(), open.asOf(), open.window(), null, Discretion.DISCREET);

    assertThat(
            letter(Language.ENGLISH, LetterTemplates.Form.TEXT, discreet, clients(1, 3), history))
        .contains("\n- ***: mail (SMTP), to our servers, ***\n", "\n1. ***\n")
        .doesNotContain("pc-");
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
