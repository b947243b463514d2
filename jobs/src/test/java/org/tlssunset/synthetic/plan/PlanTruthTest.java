package org.tlssunset.synthetic.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.synthetic.plan.Effect.FALLS_TO_CLEARTEXT;
import static org.tlssunset.synthetic.plan.Effect.HAS_ALTERNATIVE;
import static org.tlssunset.synthetic.plan.Effect.STOPS;
import static org.tlssunset.synthetic.plan.Effect.UNAFFECTED;
import static org.tlssunset.synthetic.plan.Effect.UNKNOWN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of whom, told by hand for each story. */
class PlanTruthTest {

  private static final LocalDate LAST = PlanDays.date(PlanDays.LAST);
  private static final LocalDate BEFORE = PlanDays.date(PlanDays.SWITCH_ON - 1);

  @TempDir static Path folder;

  private static List<PlanTruth> truths;

  @BeforeAll
  static void write() throws IOException {
    truths = new ArrayList<>();
    for (long seed : LongStream.rangeClosed(1, 10).toArray()) {
      truths.add(PlanArchive.write(folder.resolve("a" + seed), seed).truth());
    }
  }

  /** What happens at the end if old versions go at all servers, and what a plan may say. */
  private record Expected(Effect effect, Set<Effect> acceptable) {

    static Expected known(Effect effect) {
      return new Expected(effect, EnumSet.of(effect));
    }

    static Expected of(Effect effect, Effect first, Effect... others) {
      return new Expected(effect, EnumSet.of(first, others));
    }
  }

  private static Expected expected(PlanStory story) {
    return switch (story) {
      case PLAIN_OLD,
          OLD_AND_MODERN_MACHINE,
          OLD_AND_MODERN_PROGRAM,
          SEASONAL_OLD,
          OLD_SERVICE_ACCOUNT,
          OLD_BEHIND_NAT,
          OLD_BEFORE_AND_AFTER,
          OLD_AT_TWO_SERVERS,
          IN_CLEAR_ELSEWHERE,
          OLD_SIGNED_IN,
          OLD_BEHIND_OLD_PROXY,
          MODERN_BEHIND_OLD_PROXY,
          OLD_PROXY,
          OLD_PROBE,
          OLD_SERVER_HOP,
          OLD_PARTNER_OVER_TLS ->
          Expected.known(STOPS);
      case PLAIN_MODERN,
          UPDATED,
          MODERN_SERVICE_ACCOUNT,
          MODERN_BEHIND_NAT,
          MODERN_BEFORE_AND_AFTER,
          OLD_BEHIND_MODERN_PROXY,
          MODERN_BEHIND_MODERN_PROXY,
          OLD_BEHIND_UPDATED_PROXY,
          MODERN_BEHIND_UPDATED_PROXY,
          MODERN_PROXY,
          UPDATED_PROXY,
          MODERN_PROBE,
          MODERN_SERVER_HOP,
          MODERN_PARTNER ->
          Expected.known(UNAFFECTED);
      case FALLS_BACK, OLD_PARTNER_IN_CLEAR -> Expected.known(FALLS_TO_CLEARTEXT);
      case UPDATED_LATELY -> Expected.of(UNAFFECTED, UNAFFECTED, STOPS, UNKNOWN);
      case OLD_AT_LIMITED_SERVER, OLD_BEFORE_SWITCH_ON ->
          Expected.of(STOPS, STOPS, HAS_ALTERNATIVE, UNKNOWN);
      case MODERN_AT_LIMITED_SERVER, MODERN_PARTNER_OF_LIMITED_SERVER ->
          Expected.of(HAS_ALTERNATIVE, HAS_ALTERNATIVE, UNKNOWN);
      case MODERN_BEFORE_SWITCH_ON -> Expected.of(UNAFFECTED, HAS_ALTERNATIVE, UNKNOWN);
      case WOULD_FALL_BACK, OLD_PARTNER ->
          Expected.of(FALLS_TO_CLEARTEXT, FALLS_TO_CLEARTEXT, STOPS, UNKNOWN);
      case OLD_PARTNER_OF_LIMITED_SERVER ->
          Expected.of(FALLS_TO_CLEARTEXT, FALLS_TO_CLEARTEXT, HAS_ALTERNATIVE, UNKNOWN);
      case ALWAYS_IN_CLEAR, SCANNER, CRAWLER, FAILING ->
          Expected.of(UNAFFECTED, UNAFFECTED, UNKNOWN);
      case OLD_NOT_LOGGED, OLD_IN_MISSING_LOGS, OLD_IN_CUT_LOG -> Expected.of(STOPS, UNKNOWN);
      case MODERN_NOT_LOGGED, MODERN_IN_MISSING_LOGS, MODERN_IN_CUT_LOG ->
          Expected.of(UNAFFECTED, UNKNOWN);
    };
  }

  @ParameterizedTest
  @EnumSource(PlanStory.class)
  void eachStoryEndsAsItShould(PlanStory story) {
    for (PlanTruth truth : truths) {
      assertThat(answers(truth, PlanScenario.SERVERS, LAST, story))
          .isNotEmpty()
          .allSatisfy(
              answer ->
                  assertThat(new Expected(answer.effect(), answer.acceptable()))
                      .as("%s", answer)
                      .isEqualTo(expected(story)));
    }
  }

  private static List<PlanAnswer> answers(
      PlanTruth truth, String at, LocalDate asOf, PlanStory story) {
    return truth.answers(new PlanScenario(at, asOf)).values().stream()
        .filter(answer -> answer.story() == story)
        .toList();
  }

  /** The one mistake that no plan may make. */
  @Test
  void nothingThatStopsMayBeCalledUnaffected() {
    for (PlanTruth truth : truths) {
      for (PlanScenario scenario : truth.scenarios()) {
        assertThat(truth.answers(scenario).values())
            .as("%s", scenario)
            .isNotEmpty()
            .allSatisfy(
                answer -> {
                  assertThat(answer.acceptable()).as("%s", answer).isNotEmpty();
                  if (answer.effect() == STOPS || answer.effect() == FALLS_TO_CLEARTEXT) {
                    assertThat(answer.accepts("unaffected")).as("%s", answer).isFalse();
                  }
                  if (!answer.isKnowable()) {
                    assertThat(answer.accepts("unknown")).as("%s", answer).isTrue();
                  }
                });
      }
    }
  }

  /** Before TLS 1.2 comes, no old use of that server proves anything. */
  @Test
  void nothingIsProvenBeforeTheServerCanDoBetter() {
    for (PlanTruth truth : truths) {
      for (PlanStory story :
          List.of(
              PlanStory.OLD_BEFORE_SWITCH_ON,
              PlanStory.OLD_BEFORE_AND_AFTER,
              PlanStory.MODERN_BEFORE_SWITCH_ON,
              PlanStory.MODERN_BEFORE_AND_AFTER)) {
        assertThat(answers(truth, PlanScenario.SERVERS, BEFORE, story))
            .isNotEmpty()
            .allMatch(
                answer -> answer.acceptable().containsAll(EnumSet.of(HAS_ALTERNATIVE, UNKNOWN)))
            .noneMatch(answer -> answer.acceptable().contains(UNAFFECTED));
      }
      assertThat(answers(truth, PlanScenario.SERVERS, BEFORE, PlanStory.UPDATED))
          .allMatch(answer -> answer.acceptable().equals(EnumSet.of(STOPS)));
    }
  }

  /** Whoever comes through a proxy shares its fate, and what is known of it. */
  @Test
  void clientsStopWithTheirProxy() {
    List<PlanStory> stories =
        List.of(
            PlanStory.UPDATED_PROXY,
            PlanStory.OLD_BEHIND_UPDATED_PROXY,
            PlanStory.MODERN_BEHIND_UPDATED_PROXY);
    LocalDate between = PlanDays.date(PlanDays.BETWEEN);
    for (PlanTruth truth : truths) {
      for (PlanStory story : stories) {
        assertThat(answers(truth, PlanScenario.SERVERS, BEFORE, story))
            .isNotEmpty()
            .allMatch(answer -> answer.effect() == STOPS && answer.isKnowable());
        assertThat(answers(truth, PlanScenario.SERVERS, between, story))
            .allMatch(answer -> answer.effect() == UNAFFECTED && answer.accepts("stops"));
      }
    }
  }

  @Test
  void whatGoesAtProxiesIsInNoLog() {
    for (PlanTruth truth : truths) {
      Map<PlanStory, Effect> effects = new EnumMap<>(PlanStory.class);
      for (PlanAnswer answer :
          truth.answers(new PlanScenario(PlanScenario.EVERYWHERE, LAST)).values()) {
        effects.put(answer.story(), answer.effect());
        if (answer.story().name().endsWith("BEHIND_MODERN_PROXY")) {
          assertThat(answer.acceptable()).containsExactly(UNKNOWN);
        }
      }
      assertThat(effects)
          .containsEntry(PlanStory.OLD_BEHIND_MODERN_PROXY, STOPS)
          .containsEntry(PlanStory.MODERN_BEHIND_MODERN_PROXY, UNAFFECTED)
          .containsEntry(PlanStory.MODERN_BEHIND_OLD_PROXY, STOPS);
    }
  }

  @Test
  void aServerConcernsThoseWhoCallIt() {
    for (PlanTruth truth : truths) {
      for (PlanScenario scenario : truth.scenarios()) {
        if (scenario.at().startsWith("EX")) {
          assertThat(truth.answers(scenario).values())
              .filteredOn(answer -> answer.story() == PlanStory.PLAIN_OLD)
              .allMatch(PlanAnswer::isKnowable);
        }
      }
    }
  }

  @Test
  void seasonalSendersAreDormantAndKnown() {
    for (PlanTruth truth : truths) {
      assertThat(answers(truth, PlanScenario.SERVERS, LAST, PlanStory.SEASONAL_OLD))
          .allMatch(answer -> String.valueOf(answer.lastSeen()).compareTo("2026-06-01") < 0);
    }
  }
}
