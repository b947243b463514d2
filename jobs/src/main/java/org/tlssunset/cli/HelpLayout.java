package org.tlssunset.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * How {@code --help} is laid out: as wide as {@code COLUMNS} says, else as the terminal. Lines that
 * begin with a blank are examples and stay whole, however long: who copies one has all of it.
 */
final class HelpLayout {

  /** No help fits into less. */
  private static final int NARROWEST = 55;

  private HelpLayout() {}

  /**
   * Lays out the help of a command and of those below it.
   *
   * @param columns what the environment says; null or no number if it does not
   */
  static CommandLine on(CommandLine command, @Nullable String columns) {
    if (columns != null && columns.matches("[1-9]\\d{0,3}")) {
      command.setUsageHelpWidth(Math.max(NARROWEST, Integer.parseInt(columns)));
    } else {
      command.setUsageHelpAutoWidth(true);
    }
    lay(command);
    return command;
  }

  private static void lay(CommandLine command) {
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::footer);
    command.getSubcommands().values().forEach(HelpLayout::lay);
  }

  private static String footer(Help help) {
    UsageMessageSpec usage = help.commandSpec().usageMessage();
    StringBuilder text = new StringBuilder();
    for (String line : usage.footer()) {
      if (line.startsWith(" ")) {
        text.append(line).append(System.lineSeparator());
      } else {
        Help.join(
            help.ansi(),
            usage.width(),
            usage.adjustLineBreaksForWideCJKCharacters(),
            new String[] {line},
            text);
      }
    }
    return text.toString();
  }
}
