package org.tlssunset.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tlssunset.RandomCases.oneOf;
import static org.tlssunset.RandomCases.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tlssunset.RandomCases;
import org.tlssunset.schema.Direction;

class ProgramsTest {

  private static final String[] WORDS = {
    "Mozilla/5.0 ",
    "(Windows NT 6.1; ",
    "Microsoft Office/16.0 ",
    "Microsoft Outlook ",
    "16.0.4266",
    "Apple-iPhone",
    "/",
    "999999999999",
    "Version/",
    "Safari/",
    "iOS/",
    "Android",
    "AppleWebKit/",
    "+",
    " ",
    ";",
    "BRN",
    "001BA9123456",
    ".google.com",
    "İ"
  };

  private final Programs programs = Programs.known();

  @Test
  void everyTextHasAnAnswerAndAlwaysTheSame() {
    ProgramRules rules = ProgramRules.read();
    RandomCases.each(
        3_000,
        random -> {
          String text = anyText(random);
          Programs fresh = new Programs(rules, 1);
          assertThat(programs.ofAgent(text)).isEqualTo(fresh.ofAgent(text)).isNotNull();
          for (Direction direction : Direction.values()) {
            assertThat(programs.ofSmtp(text, direction))
                .isEqualTo(fresh.ofSmtp(text, direction))
                .isNotNull();
          }
        });
  }

  @Test
  void whatIsNotAProductHasNoVersion() {
    RandomCases.each(
        3_000,
        random -> {
          Program program = programs.ofAgent(anyText(random));
          if (program.product() == null) {
            assertThat(program.majorVersion()).isNull();
          } else {
            assertThat(program.product()).isNotBlank();
          }
        });
  }

  @Test
  void rulesDoNotHeedTheCaseOfLetters() {
    AgentRule[] rules = ProgramRules.read().agents().toArray(AgentRule[]::new);
    RandomCases.each(
        1_000,
        random -> {
          AgentRule rule = oneOf(random, rules);
          String agent = textFor(rule) + (rule.is().isEmpty() ? "12.5" : "");
          Program expected = programs.ofAgent(agent);
          assertThat(programs.ofAgent(agent.toUpperCase(Locale.ROOT))).isEqualTo(expected);
          assertThat(programs.ofAgent(mixed(random, agent))).isEqualTo(expected);
        });
  }

  @Test
  void plusesForBlanksMakeNoDifference() {
    String agent = "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.16731; Pro)";
    assertThat(programs.ofAgent(agent.replace(' ', '+'))).isEqualTo(programs.ofAgent(agent));
  }

  @Test
  void noAgentIsAnUnknownProgram() {
    assertThat(programs.ofAgent(null)).isEqualTo(Program.UNKNOWN);
    assertThat(programs.ofAgent(" ")).isEqualTo(Program.UNKNOWN);
  }

  @Test
  void anUpdateIsNoNewProgram() {
    assertThat(
            programs.ofAgent(
                "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.12026; Pro)"))
        .isEqualTo(
            programs.ofAgent(
                "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17932; Pro)"));
  }

  @Test
  void aLongTextIsReadAsFarAsRealOnesGo() {
    String agent = "curl/7.58.0 ";
    assertThat(programs.ofAgent(agent + "x".repeat(1_000_000) + "KEMP"))
        .isEqualTo(programs.ofAgent(agent));
  }

  @Test
  void memoryIsBoundedForAllThreads() {
    int threads = 8;
    TextMemory<String> memory = new TextMemory<>(100, text -> text + "!");
    List<Integer> wrong =
        IntStream.range(0, threads)
            .parallel()
            .boxed()
            .flatMap(thread -> IntStream.range(0, 5_000).boxed())
            .filter(number -> !memory.of("agent " + number).equals("agent " + number + "!"))
            .toList();
    assertThat(wrong).isEmpty();
    assertThat(memory.size()).isLessThanOrEqualTo(100 + threads);
  }

  @Test
  void noRuleIsHiddenByOneBefore() {
    List<AgentRule> rules = ProgramRules.read().agents();
    assertThat(rules).isNotEmpty();
    for (AgentRule rule : rules) {
      String agent = textFor(rule);
      AgentRule first = rules.stream().filter(any -> any.fits(agent)).findFirst().orElseThrow();
      assertThat(first).as(agent).isEqualTo(rule);
    }
  }

  /** The shortest agent that a rule is about, in lower case. */
  private static String textFor(AgentRule rule) {
    return String.join("", rule.is().stream().limit(1).toList())
        + String.join("", rule.begins().stream().limit(1).toList())
        + String.join("", rule.has());
  }

  private static String mixed(Random random, String text) {
    StringBuilder mixed = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (random.nextBoolean()) {
        mixed.setCharAt(i, Character.toUpperCase(text.charAt(i)));
      }
    }
    return mixed.toString();
  }

  private static String anyText(Random random) {
    return random.nextInt(8) == 0
        ? text(random, 0, 2_000, RandomCases.LATIN1)
        : new String(RandomCases.noise(random, 12, WORDS), StandardCharsets.ISO_8859_1);
  }
}
