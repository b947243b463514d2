package org.tlssunset.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Examples can be copied from the help at any width, and all else fits into it. */
class HelpLayoutTest {

  private static CommandLine laidOut(String columns) {
    return HelpLayout.on(new CommandLine(new TlsSunset()), columns);
  }

  @Test
  void examplesStayWholeAndTheRestFits() {
    CommandLine root = laidOut("80");

    Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
        .forEach(
            command -> {
              String[] footer = command.getCommandSpec().usageMessage().footer();
              assertThat(command.getUsageMessage().lines())
                  .containsAll(Arrays.stream(footer).filter(line -> line.startsWith(" ")).toList())
                  .allMatch(line -> line.length() <= 80 || Arrays.asList(footer).contains(line));
            });
  }

  @ParameterizedTest
  @CsvSource({"60, 60", "120, 120", "9, 55", "9999, 9999"})
  void itIsAsWideAsColumnsSays(String columns, int width) {
    CommandLine nightly = laidOut(columns).getSubcommands().get("nightly");

    assertThat(nightly.getCommandSpec().usageMessage().width()).isEqualTo(width);
    assertThat(nightly.isUsageHelpAutoWidth()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "wide", "-80"})
  void elseAsTheTerminal(String columns) {
    assertThat(laidOut(columns).getSubcommands().get("sql").isUsageHelpAutoWidth()).isTrue();
  }
}
